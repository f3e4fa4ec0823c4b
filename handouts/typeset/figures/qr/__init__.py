"""QR codes (ISO/IEC 18004) of texts, in bytes mode: as small as they can be, with the mask that the norm finds best.

Of our own because a sheet for a new clinic has two new codes, and a library took several times as long over them as
everything else on the sheet takes together.  Tests hold each module against a library's.
"""

from handouts.typeset.figures.qr.codewords import Level
from handouts.typeset.figures.qr.symbols import Symbol, side, symbol

__all__ = ["Level", "Symbol", "side", "symbol"]
