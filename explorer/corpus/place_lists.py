"""Named lists of places that the user keeps in ``lists.csv``, such as the cities of a delta."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from explorer.corpus.files import LISTS_FILE
from explorer.corpus.formats.characters import tidied
from explorer.corpus.opened import side_text
from explorer.corpus.place_table import PlaceTable
from explorer.errors import CorpusError

LIST, PLACE = "list", "place"


def read_place_lists(corpus: Path, table: PlaceTable) -> dict[str, list[str]]:
    """The codes of the places of each list, sorted; empty where there is no ``lists.csv``.

    Raises:
        CorpusError: the file is malformed or names a place that no table has, with its line.
    """
    path = corpus / LISTS_FILE
    text = side_text(path)
    if text is None:
        return {}
    lists: dict[str, set[str]] = {}
    try:
        reader = csv.DictReader(io.StringIO(text, newline=""), restval="")
        missing = [name for name in (LIST, PLACE) if name not in (reader.fieldnames or ())]
        if missing:
            raise CorpusError(f"{path} lacks the column {missing[0]}; add it.")
        for row in reader:
            name, place = tidied(row[LIST]).strip(), tidied(row[PLACE]).strip()
            if not name and not place:
                continue
            line = f"{path}, line {reader.line_num}"
            entry = table.named(place)
            if not name or entry is None:
                what = f"no place {place!r} is known" if name else "a list needs a name"
                raise CorpusError(f"{line}: {what}; mend the line or remove it.")
            lists.setdefault(name, set()).add(entry.code)
    except csv.Error as error:
        raise CorpusError(f"{path} cannot be read: {error}; mend it or remove it.") from error
    return {name: sorted(codes) for name, codes in sorted(lists.items())}
