"""Web pages: what a reader of the page reads, one line for each block."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from explorer.corpus.formats.extracted import Extracted, Refused, document
from explorer.corpus.formats.text import decode

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

LEFT_OUT = frozenset(
    "script style noscript template nav footer head iframe object svg math canvas audio video "
    "button select datalist dialog rt rp".split()
)
"""Not read on the page, or around its text; ``rt`` repeats a word's sound."""
BLOCKS = frozenset(
    "html body main article section header aside hgroup h1 h2 h3 h4 h5 h6 p div center blockquote "
    "pre ul ol li dl dt dd table caption thead tbody tfoot tr form fieldset legend figure "
    "figcaption address details summary hr textarea".split()
)
CELLS = frozenset({"td", "th"})
UNNESTED = frozenset(
    "area base br col embed hr img input link meta param source track wbr p li dt dd td th tr "
    "tbody thead tfoot option".split()
)
"""Elements that hold nothing, or that end where the next of their kind begins."""
DRAWN = ("svg", "math")
"""Elements in which a tag may end itself."""
VERBATIM = frozenset("script style textarea title".split())
"""Elements in which tags are text."""
MAX_TAGS = 1_000_000
"""Of one page: the largest reports have some 50,000; the tree takes about 1 kB for each."""
MAX_DEPTH = 2_000
"""Deeper pages are made to exhaust a parser."""
TOO_DEEP = "is nested too deeply; save its text as .txt"
DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([a-zA-Z0-9_.:-]+)""", re.IGNORECASE)
MAX_PARSED_DEPTH = 10_000
"""The parser's time grows with the square of the depth: half a second here, 20 at 100,000."""
DECLARED_WITHIN = 4096
"""Bytes; HTML asks for the declaration within 1,024, real pages put it later."""
# CSS Text 3, section 4.1.3: a line break in the source is no space between ideographs.
IDEOGRAPHIC_BREAK = re.compile(
    r"(?<=[\u3000-\u303f\u3040-\u30ff\u3400-\u9fff\uff00-\uffef])[ \t]*\n[ \t\n]*"
    r"(?=[\u3000-\u303f\u3040-\u30ff\u3400-\u9fff\uff00-\uffef])"
)
SPACES = re.compile(r"[ \t\n\r\f]+")
TAG = re.compile(r"<(/?)([a-zA-Z][^\s/<>]*)([^<>]*)")


def read_html(name: str, raw: bytes, *, encoding: str | None) -> Extracted:
    """A web page as one document: its title as the first line, then its blocks."""
    source, found = decode(raw, encoding=encoding, declared=_declared(raw))
    title, lines = page_lines(source)
    if title and (not lines or lines[0] != title):
        lines.insert(0, title)
    return document(name, "\n".join(lines), encoding=found, empty="is a page without text")


def _declared(raw: bytes) -> str | None:
    label = DECLARED.search(raw[:DECLARED_WITHIN])
    # In UTF-16 the declaration would not be found so.
    return label[1].decode() if label and not label[1].lower().startswith(b"utf-") else None


def page_lines(source: str) -> tuple[str, list[str]]:
    """The title of a page and the lines of its body.

    Raises:
        Refused: the page is made to exhaust the parser.
    """
    from selectolax.lexbor import LexborHTMLParser

    if source.count("<") > MAX_TAGS:
        raise Refused(f"has more than {MAX_TAGS:,} tags; save its text as .txt")
    if source.count("<") > MAX_PARSED_DEPTH and _depth(source) > MAX_PARSED_DEPTH:
        raise Refused(TOO_DEEP)
    if not source.strip():
        return "", []
    page = LexborHTMLParser(source.replace("\x00", ""))
    head = page.css_first("head > title")
    title = SPACES.sub(" ", head.text()).strip() if head else ""
    return title, [line for line in _lines(page.root) if line] if page.root else []


def _depth(source: str) -> int:
    """About how deep the elements of a page lie in each other, at the deepest."""
    path: list[str] = []
    count: Counter[str] = Counter()
    deepest = 0
    for slash, tag, rest in TAG.findall(source):
        name = tag.lower()
        is_text = bool(path) and path[-1] in VERBATIM and not (slash and name == path[-1])
        if is_text or name in UNNESTED:
            continue
        if slash:
            while count[name]:
                ended = path.pop()
                count[ended] -= 1
                if ended == name:
                    break
        elif not (rest.endswith("/") and any(count[drawn] for drawn in DRAWN)):
            path.append(name)
            count[name] += 1
            deepest = max(deepest, len(path))
    return deepest


def _lines(root: LexborNode) -> Iterator[str]:
    """Lines in reading order; a block or a ``<br>`` ends one, a cell ends with a tab."""
    pieces: list[str] = []
    verbatim = 0
    for node, entering in _walk(root):
        tag = node.tag or ""
        if tag == "-text":
            # A preformatted line break must outlive the joining of lines below.
            text = node.text_content or ""
            pieces.append(text.replace("\n", "\v") if verbatim else text)
            continue
        if tag in ("pre", "textarea"):
            verbatim += 1 if entering else -1
        if tag in CELLS and not entering:
            pieces.append("\t\v\t")
        elif tag == "br" or tag in BLOCKS:
            yield from _flush(pieces)
            pieces.clear()
    yield from _flush(pieces)


def _walk(root: LexborNode) -> Iterator[tuple[LexborNode, bool]]:
    """Every node when it is entered, and every element again when it is left."""
    node: LexborNode | None = root
    path: list[LexborNode] = []
    while node is not None or path:
        if node is None:
            node = path.pop()
            yield node, False
            node = node.next
        elif node.tag in LEFT_OUT or node.tag == "-comment":
            node = node.next
        else:
            yield node, True
            if node.tag == "-text":
                node = node.next
            elif len(path) == MAX_DEPTH:
                raise Refused(TOO_DEEP)
            else:
                path.append(node)
                node = node.first_child


def _flush(pieces: list[str]) -> Iterator[str]:
    text = IDEOGRAPHIC_BREAK.sub("", "".join(pieces))
    row = [SPACES.sub(" ", cell).strip(" ") for cell in text.split("\t\v\t")]
    for line in "\t".join(row).split("\v"):
        yield line.strip(" \t")
