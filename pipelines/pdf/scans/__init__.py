"""Pages that are pictures: straightened, their rules found, their text recognised offline. Never used where a text layer exists."""

from pipelines.pdf.scans.page import read_scanned_page

__all__ = ["read_scanned_page"]
