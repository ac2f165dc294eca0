"""Markup in a corpus stays text in a real browser, under ``script-src 'self'``."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect
from visiting import SERVER, Visit

pytestmark = pytest.mark.browser

ASSETS = SERVER.parent / "components" / "assets"


@pytest.mark.parametrize("path", ["/", "/search?q=%3Cscript%3Ealert(1)%3C/script%3E", "/about"])
def test_no_page_runs_or_loads_anything(
    hostile_app: str, visit: Callable[..., Visit], path: str
) -> None:
    page = visit(hostile_app).go(path)
    expect(page.locator(".footer")).to_be_visible()
    expect(page.locator(".banner")).to_have_text("<script>window.pwned=1</script>")
    assert page.evaluate("window.pwned === undefined")


def test_paragraphs_are_selected_by_a_script_from_our_own_origin(
    hostile_app: str, visit: Callable[..., Visit]
) -> None:
    seen = visit(hostile_app)
    scripts: list[str] = []
    seen.page.on(
        "response", lambda r: scripts.append(r.url) if "bidi-components" in r.url else None
    )
    page = seen.go()
    page.locator(".reading [role=button]").filter(has_text="![](http://evil").first.click()
    expect(page.locator(".card .chosen")).to_be_visible()
    page.get_by_role("button", name="筛选").click()
    expect(page.get_by_role("combobox", name="只看这些城市")).to_be_visible()
    for option in range(2):
        page.get_by_role("combobox", name="只看这些城市").click()
        page.get_by_role("option").nth(option + 1).click()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    pills = page.locator(".st-key-filters")
    expect(pills.get_by_role("button", name="城市：城0<script>")).to_be_visible()
    assert page.evaluate("window.pwned === undefined")
    loaded = {url.rsplit("/", 1)[1] for url in scripts}
    assert "reading.js" in loaded
    assert loaded <= {path.name for path in ASSETS.glob("*.js")}
    assert all(url.startswith(hostile_app) for url in scripts)
