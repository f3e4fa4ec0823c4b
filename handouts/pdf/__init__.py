"""Layout -> PDF bytes, tagged (PDF/UA-1) and archival (PDF/A-2a) by construction.  The only home of ReportLab."""

from handouts.pdf.document import write
from handouts.pdf.metadata import Meta

__all__ = ["Meta", "write"]
