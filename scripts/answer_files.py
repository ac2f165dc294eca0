"""Writes an answer, or the evidence card of one of its pairs, as a file of some format."""

from __future__ import annotations

import argparse
import os
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from console import fail

if TYPE_CHECKING:
    from explorer.answers import Answer
    from explorer.evidence.provenance import Provenance
    from explorer.scope import Scope
    from explorer.search import Explorer

FORMATS = ("csv", "xlsx", "markdown", "html", "bibtex", "csl")


def write(
    arguments: argparse.Namespace, explorer: Explorer, text: str, scope: Scope, answer: Answer
) -> None:
    """Write the answer to a paragraph, or to a text, in the format that was asked for."""
    if arguments.format == "xlsx" and arguments.output is None and sys.stdout.isatty():
        fail("a workbook is not for the screen: name a file with --output")
    from explorer.evidence.provenance import provenance

    about = provenance(
        explorer,
        arguments.paragraph or text.strip(),
        made=date.today(),
        is_text=arguments.paragraph is None,
        answer=answer,
        scope=scope,
        language=arguments.card_language if arguments.format == "html" else None,
    )
    save(content(arguments, explorer, answer, about), arguments.output)


def content(
    arguments: argparse.Namespace, explorer: Explorer, answer: Answer, about: Provenance
) -> bytes:
    """Return what the file holds."""
    from explorer.evidence import tables
    from explorer.evidence.bibliography import bibtex, csl

    if arguments.format == "html":
        return card(arguments, explorer, answer, about)
    if arguments.format in ("bibtex", "csl"):
        sources = [one.speech for one in answer]
        if arguments.paragraph is not None:
            asked = explorer.paragraph(arguments.paragraph)
            sources.insert(0, explorer.speech(asked.speech_id))
        return (bibtex if arguments.format == "bibtex" else csl)(sources, about).encode()
    ending = "md" if arguments.format == "markdown" else arguments.format
    return tables.WRITERS[ending](answer, about)


def card(
    arguments: argparse.Namespace, explorer: Explorer, answer: Answer, about: Provenance
) -> bytes:
    """Return the evidence card of the closest pair, or of the one that was named."""
    from explorer.evidence.card import card_of
    from explorer.evidence.card_html import html_bytes

    is_text = arguments.paragraph is None
    wanted = arguments.counterpart
    facts = next((one for one in answer if wanted in (None, one.paragraph.id)), None)
    if facts is None:
        if wanted is None:
            fail("there is no counterpart to make a card of: ask with fewer conditions")
        facts = explorer.compared(about.query, wanted, is_text=is_text)
    return html_bytes(card_of(explorer, facts, about, is_text=is_text), arguments.card_language)


def save(data: bytes, path: Path | None) -> None:
    """Write to a file, which takes its name only when it is complete, or to standard output."""
    if path is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        return
    part = path.with_name(path.name + ".part")
    try:
        part.write_bytes(data)
        os.replace(part, path)
    except OSError as error:
        fail(f"cannot write {path} ({error.strerror}): choose another --output")
    finally:
        part.unlink(missing_ok=True)
