"""The only package that opens PDFs: a file in, pages of words, lines and ruled grids out."""

from pipelines.pdf.pages import read_pages

__all__ = ["read_pages"]
