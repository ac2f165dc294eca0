"""Cells of tables that spreadsheets open: no text in one is run as a formula."""

from __future__ import annotations

import re

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What spreadsheets take for the beginning of a formula (OWASP, "CSV Injection"), and the
full-width forms that some of them fold into it."""
BLANK = re.compile("[\\s\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2060\ufeff]*")
"""What a spreadsheet may leave out at the front of a cell."""


def is_formula(cell: str) -> bool:
    """Whether a spreadsheet might run a text, at its front or behind blanks, as a formula."""
    blank = BLANK.match(cell)
    front = blank.end() if blank else 0
    return cell.startswith(FORMULA_STARTS) or cell.startswith(FORMULA_STARTS, front)


def harmless(cell: str) -> str:
    """A text with an apostrophe before it, the mark of a text, where it looks like a formula.

    So has one that looks like it behind apostrophes of its own, for ``unmarked`` to tell them.
    """
    return f"'{cell}" if is_formula(cell.lstrip("'")) else cell


def unmarked(cell: str) -> str:
    """A text without the apostrophe that ``harmless`` set before it."""
    return cell[1:] if cell.startswith("'") and is_formula(cell.lstrip("'")) else cell
