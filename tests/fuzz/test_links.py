"""Whatever stands in a link: a state, and the same one when it is written and read again."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mutating import in_time, mutated

from explorer.app.addresses import Addresses
from explorer.app.state import PARTS, decode, encode, unread
from explorer.evidence.names import LONGEST, file_name

NAMES = [part.name for part in PARTS]
LINK = (
    "lang=zh&c=330700&s=abc.1&p=abc.1.2&r=d.1.1&cf=330700.110000&y=2010-2012&sure=1&t=earlier"
    "&pr=other&pf=浙江~江西&lv=city&la=zh~en&ls=三角洲&w=role:mayor~rank:1!:2&len=10-200&pc=3&lw=20"
    "&k=50&q=修好每一条路&qk=ab12&n=2&fl=few&fw=小路&dc=330700&dy=2014&ak=x&mx=years&mo=name&g=gen-1"
)
VALUES = st.text(st.characters() | st.sampled_from("!~:.-_&=%0123456789")) | st.sampled_from(
    ["!", "!!", "~", "a!", "!~", "a:b:c", ":", "-", "1-", "-1", "0" * 400, "9" * 5_000, "\ud800"]
)


@given(st.dictionaries(st.sampled_from(NAMES), VALUES | st.lists(VALUES)))
def test_any_values(params: dict[str, object]) -> None:
    with in_time():
        state = decode(params)
        again = decode(encode(state))
        assert again == state
        assert unread(encode(state)) == ()
        assert set(unread(params)) <= set(NAMES)


@given(mutated((LINK.encode(), urlencode(parse_qs(LINK), doseq=True).encode())))
def test_links_that_are_nearly_right(raw: bytes) -> None:
    with in_time():
        params = parse_qs(raw.decode("utf-8", "surrogateescape"), keep_blank_values=True)
        state = decode(params)
        sent = urlencode(encode(state))  # what a browser can be sent
        assert decode({name: each[-1] for name, each in parse_qs(sent).items()}) == state


@given(path=st.text(max_size=40), query=st.binary(max_size=40), base=st.sampled_from(["", "a/b"]))
def test_any_address_leads_to_this_server_or_passes(path: str, query: bytes, base: str) -> None:
    sent: list[Any] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        headers = [(b"content-type", b"text/html")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"app"})

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {"type": "http", "path": f"/{path}", "query_string": query, "headers": []}
    with pytest.raises(StopIteration):  # it waits for nothing, so it ends at the first step
        Addresses(app, base)(scope, None, send).send(None)  # type: ignore[arg-type]
    start = sent[0]
    if start["status"] == 307:
        foot = f"/{base}/" if base else "/"
        assert dict(start["headers"])[b"location"].split(b"?")[0] == foot.encode()
    else:
        assert sent[1]["body"] == b"app"


@given(st.lists(st.text() | st.sampled_from(["CON", "nul", "..", "/etc", "C:\\x", "a\0b", "."])))
def test_names_of_files_lead_nowhere(parts: list[str]) -> None:
    name = file_name(*parts, ending="csv")
    stem = name.removesuffix(".csv")
    assert stem and "." not in stem and not set(name) & set('/\\:*?"<>|\0\n\r')
    assert len(stem) <= LONGEST and len(name.encode()) <= 255
    assert stem.upper() not in {"CON", "PRN", "AUX", "NUL", "COM1", "LPT9"}
    assert not stem.startswith("-")
