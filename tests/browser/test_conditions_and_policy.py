"""Conditions and pills in a real browser, and what the server's policy stops there."""

from __future__ import annotations

import re
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect
from visiting import Visit

from explorer import open_index
from explorer.scope import LONGEST_QUERY

pytestmark = pytest.mark.browser

New = Callable[..., Visit]


@pytest.fixture(scope="module")
def passage(sample_index: Path) -> str:
    """The id of a paragraph that another city took over."""
    found = open_index(sample_index).paragraphs()
    return next(one.id for one in found if one.text.startswith("海铁联运要迈出实质性一步"))


def settled(page: Page) -> None:
    """Wait until the script has run to its end: a click on a page that still moves may miss."""
    expect(page.locator("[data-testid=stApp]")).to_have_attribute(
        "data-test-script-state", "notRunning"
    )


def test_conditions_are_set_shown_and_removed(app: str, visit: New, passage: str) -> None:
    page = visit(app).go(f"/?{urlencode({'p': passage})}")
    expect(page.locator(".sentence")).to_contain_text("同城")
    settled(page)
    page.locator(".st-key-chip-other_city").get_by_role("button").first.click()
    expect(page).to_have_url(re.compile("sc=1"))
    expect(page.locator(".sentence")).not_to_contain_text("同城")
    settled(page)
    page.locator(".st-key-set-other_city").get_by_role("button").first.click()
    expect(page.locator(".sentence")).to_contain_text("同城")
    settled(page)

    page.get_by_role("button", name="筛选").click()
    page.get_by_role("radio", name="更晚").click()
    expect(page).to_have_url(re.compile("t=later"))
    expect(page.locator(".sentence")).to_contain_text("不晚于这一段的")
    settled(page)
    page.get_by_text("更多条件").click()
    box = page.get_by_role("spinbutton", name="每城最多几段")
    box.fill("1")
    box.press("Enter")
    expect(page).to_have_url(re.compile("pc=1"))
    expect(page.get_by_text("只看年份确实不同的")).to_be_visible()  # the heading stays open
    page.keyboard.press("Escape")
    link = page.url

    other = visit(app, "en-GB").page
    other.goto(link)
    expect(other.locator(".st-key-filters")).to_contain_text("at most 1 of one city")
    settled(other)
    other.locator(".st-key-chip-time").get_by_role("button").first.click()
    expect(other).not_to_have_url(re.compile("t=later"))
    other.go_back()
    expect(other.locator(".st-key-filters")).to_contain_text("later than the passage")


def test_a_link_with_odd_conditions_opens_with_a_notice(app: str, visit: New, passage: str) -> None:
    odd = {"p": passage, "cf": "ZZ.火星", "w": "<img src=x>:1~y", "lv": "moon", "y": "abc"}
    page = visit(app, "en-GB").go(f"/?{urlencode(odd)}")
    expect(page.locator(".notice").first).to_contain_text("could not be read (cf, y, w)")
    expect(page.locator(".notice").nth(1)).to_contain_text("ZZ, moon, <img src=x>: 1")
    expect(page.locator(".card .chosen")).to_be_visible()


def test_the_longest_passage_comes_back_from_its_link(app: str, visit: New) -> None:
    text = "要把群众的事办好，" * (LONGEST_QUERY // 9)
    page = visit(app).go(f"/search?{urlencode({'q': text})}")
    expect(page.locator(".sentence")).to_be_visible(timeout=60_000)
    page.reload()
    expect(page.get_by_role("textbox")).to_have_value(text, timeout=60_000)


def test_the_policy_stops_what_should_slip_through(app: str, visit: New) -> None:
    visited = visit(app)
    page = visited.go()
    expect(page.locator(".footer")).to_be_visible()
    page.evaluate(
        """() => {
          window.stopped = [];
          document.addEventListener("securitypolicyviolation", e =>
            window.stopped.push(e.effectiveDirective));
          const script = document.createElement("script");
          script.textContent = "window.pwned = 1";
          document.body.append(script);
          const image = document.createElement("img");
          image.src = "http://evil.example/a.png";
          document.body.append(image);
          const frame = document.createElement("iframe");
          frame.src = "http://evil.example/";
          document.body.append(frame);
          document.body.insertAdjacentHTML("beforeend", "<i onclick='window.pwned = 2'>x</i>");
          document.body.lastChild.click();
          return fetch("http://evil.example/").catch(() => {});
        }"""
    )
    page.wait_for_function("window.stopped.length >= 5")
    assert set(page.evaluate("window.stopped")) == {
        "script-src-elem",
        "script-src-attr",
        "img-src",
        "frame-src",
        "connect-src",
    }
    assert page.evaluate("window.pwned === undefined")
    # What the browser refused is what it complains of.
    assert visited.errors and all("evil" in e or "Content Security" in e for e in visited.errors)
    visited.errors.clear()
    visited.outside.clear()


@pytest.mark.parametrize("path", ["/", "/search", "/_stcore/health", "/static/missing.js"])
def test_every_answer_has_the_headers(app: str, path: str) -> None:
    request = urllib.request.Request(app + path, headers={"Accept": "*/*"})
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            headers = answer.headers
    except urllib.error.HTTPError as refused:
        headers = refused.headers
    assert "script-src 'self';" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


def test_every_page_has_a_title_of_its_own(app: str, visit: New) -> None:
    page = visit(app).go("/about")
    expect(page).to_have_title("关于 · 讲话对读")
    page.get_by_role("radio", name="English").click()
    expect(page).to_have_title("About · Speech counterparts")
    page.get_by_role("link", name="Search").click()
    expect(page).to_have_title("Search · Speech counterparts")


def test_the_focus_of_a_link_can_be_seen(app: str, visit: New) -> None:
    page = visit(app).go()
    page.get_by_role("link", name="检索").focus()
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_role("link", name="阅读与对照")).to_have_css("outline-style", "solid")


@pytest.mark.parametrize("path", ["/read", "/nosuch", "/speech/1"])
def test_an_address_of_no_page_opens_the_first_without_a_window_over_it(
    app: str, visit: New, passage: str, path: str
) -> None:
    page = visit(app).go(f"{path}?{urlencode({'p': passage})}")
    expect(page.locator(".sentence")).to_contain_text("同城")
    assert page.url == f"{app}/?{urlencode({'p': passage})}"
    expect(page.locator("[role=dialog]")).to_have_count(0)
