"""Makes patient handouts: `python generate.py aftercare`.

Needs Python and pip alone: the first run fetches the libraries into `.venv` beside this file (handouts/bootstrap.py).
"""

import sys

from handouts.bootstrap import LIBRARIES, ensure

if __name__ == "__main__":
    ensure(LIBRARIES, __file__, *sys.argv[1:])

    from handouts.cli import app

    app()
