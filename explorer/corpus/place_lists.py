"""Named lists of places that the user keeps in ``lists.csv``, such as the cities of a delta."""

from __future__ import annotations

import csv
from pathlib import Path

from explorer.corpus.files import LISTS_FILE
from explorer.corpus.place_table import PlaceTable
from explorer.errors import CorpusError

LIST, PLACE = "list", "place"


def read_place_lists(corpus: Path, table: PlaceTable) -> dict[str, list[str]]:
    """The codes of the places of each list, sorted; empty where there is no ``lists.csv``.

    Raises:
        CorpusError: the file is malformed or names a place that no table has, with its line.
    """
    path = corpus / LISTS_FILE
    if not path.is_file():
        return {}
    lists: dict[str, set[str]] = {}
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream, restval="")
            missing = [name for name in (LIST, PLACE) if name not in (reader.fieldnames or ())]
            if missing:
                raise CorpusError(f"{path} lacks the column {missing[0]}; add it.")
            for row in reader:
                name, place = row[LIST].strip(), row[PLACE].strip()
                if not name and not place:
                    continue
                line = f"{path}, line {reader.line_num}"
                entry = table.named(place)
                if not name or entry is None:
                    what = f"no place {place!r} is known" if name else "a list needs a name"
                    raise CorpusError(f"{line}: {what}; mend the line or remove it.")
                lists.setdefault(name, set()).add(entry.code)
    except UnicodeDecodeError as error:
        raise CorpusError(f"{path} is not UTF-8; save it as UTF-8.") from error
    except (csv.Error, OSError) as error:
        raise CorpusError(f"{path} cannot be read: {error}; mend it or remove it.") from error
    return {name: sorted(codes) for name, codes in sorted(lists.items())}
