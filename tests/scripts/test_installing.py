"""What pip does, in plain words, and what to do when it fails."""

import sys
from pathlib import Path

import installing
import pytest


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Collecting torch==2.13.0 (from explorer==0.1.0)", "looking up torch"),
        (
            "  Downloading torch-2.13.0+cpu-cp311-cp311-manylinux_2_28_x86_64.whl (190.1 MB)",
            "fetching torch-2.13.0+cpu (190.1 MB)",
        ),
        (
            "  Downloading numpy-2.4.6-cp311-cp311-win_amd64.whl.metadata (60 kB)",
            "fetching numpy-2.4.6 (60 kB)",
        ),
        ("  Using cached tqdm-4.70.1-py3-none-any.whl", "taking tqdm-4.70.1 from the cache"),
        ("Installing collected packages: a, b, c-d", "unpacking 3 packages"),
        ("  Installing build dependencies: started", "preparing the project"),
        ("     |####| 3 MB eta 0:00:01", None),
    ],
)
def test_pip_in_plain_words(line: str, words: str | None) -> None:
    assert installing.plain_words(line) == words


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("socket.gaierror: Temporary failure in name resolution", "check the network"),
        ("ERROR: No matching distribution found for torch==2.13.0", "64-bit Python"),
        ("something never seen", "mend what its words above name"),
    ],
)
def test_advice_names_the_cause(said: str, words: str) -> None:
    assert words in installing.advice(["Collecting torch", said])


def test_watching_a_command_keeps_its_words_and_its_code(tmp_path: Path) -> None:
    program = "import sys; print('Collecting 城市'); sys.exit(3)"
    code, told = installing.watch([sys.executable, "-c", program], folder=tmp_path)
    assert (code, told) == (3, ["Collecting 城市\n"])
