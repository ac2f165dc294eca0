"""A real browser for the tests and the pictures: found, or installed where that is possible."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from console import say

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC_BROWSERS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
VARIABLE = "EXPLORER_CHROMIUM"
"""Names the browser to use; the tests read it."""


def find_browser() -> tuple[str | None, str]:
    """Return a browser that starts, installed where that is possible, and what is still missing.

    A Chinese font is installed with it: without one, every page would show empty boxes.
    """
    browser = installed_browser()
    missing = [] if browser else ["chromium"]
    missing += [] if has_chinese_font() else ["fonts-noto-cjk"]
    if not missing:
        return browser, ""
    apt = apt_command()
    if apt is None:
        return browser, f"no {' and no '.join(missing)}, and no right to install with apt-get"
    problem = apt_install(apt, missing)
    browser = browser or installed_browser()
    if not browser and not problem:
        problem = "the Chromium that apt-get installed does not start"
    return browser, problem


def installed_browser() -> str | None:
    """Return the path of a browser that says its version; Ubuntu's stand-in for a snap does not."""
    found = [os.environ.get(VARIABLE), *(shutil.which(name) for name in BROWSERS)]
    for path in [*filter(None, found), *filter(os.path.exists, MAC_BROWSERS)]:
        try:
            subprocess.run([path, "--version"], capture_output=True, check=True, timeout=60)
        except (OSError, subprocess.SubprocessError):
            continue
        return path
    return None


def has_chinese_font() -> bool:
    """Tell whether Han characters can be drawn; systems other than Linux have the fonts."""
    if not sys.platform.startswith("linux"):
        return True
    if shutil.which("fc-list"):
        listed = subprocess.run(["fc-list", ":lang=zh"], capture_output=True, text=True)
        return bool(listed.stdout.strip())
    return any(Path("/usr/share/fonts").glob("**/*CJK*"))


def apt_command() -> list[str] | None:
    """Return how to call apt-get with the right to install, None where that cannot be."""
    if not sys.platform.startswith("linux") or not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        return ["apt-get"]
    if shutil.which("sudo"):
        allowed = subprocess.run(["sudo", "-n", "true"], capture_output=True)
        if allowed.returncode == 0:
            return ["sudo", "-n", "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    return None


def apt_install(apt: list[str], packages: list[str]) -> str:
    """Install packages of the system; return what went wrong, empty where nothing did."""
    say(f"Installing {' and '.join(packages)} with apt-get ...")
    began = time.monotonic()
    for arguments in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        done = subprocess.run(
            [*apt, "-qq", *arguments],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        )
    if done.returncode:  # a failed update alone may not matter
        last = [line for line in done.stderr.splitlines() if line.strip()][-1:]
        return f"apt-get could not install {' and '.join(packages)} ({' '.join(last)})"
    say(f"  installed in {time.monotonic() - began:.0f} s")
    return ""
