"""Our own code runs nothing that data brings along: no pickle, no eval, no shell."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CODE = [path for part in ("explorer", "scripts") for path in sorted((ROOT / part).rglob("*.py"))]
TESTS = sorted((ROOT / "tests").rglob("*.py"))

MODULES = {"pickle", "cPickle", "_pickle", "cloudpickle", "dill", "marshal", "shelve", "yaml"}
CALLS = {
    *("eval", "exec", "compile", "__import__"),
    *("os.system", "os.popen", "subprocess.getoutput", "subprocess.getstatusoutput"),
    *("joblib.load", "joblib.dump", "pd.read_pickle", "pandas.read_pickle"),
    *("torch.load", "torch.save", "torch.hub.load", "np.fromregex", "runpy.run_path"),
    *("xml.etree.ElementTree.fromstring", "ElementTree.fromstring", "ET.fromstring"),
    *("ElementTree.parse", "ET.parse", "minidom.parseString", "minidom.parse", "lxml.etree.parse"),
    *("shutil.unpack_archive", "tempfile.mktemp"),
}
METHODS = {"extractall", "read_pickle", "to_pickle", "allow_unpickle"}
XML = {"xml.sax", "xml.dom", "xml.dom.minidom", "lxml", "lxml.etree", "xmlrpc"}
"""Parsers that follow entities, or may; ``defusedxml`` does not."""
PARSERS = {"fromstring", "parse", "iterparse", "XMLParser", "XML"}
LOADERS = {"load", "save", "savez", "savez_compressed"}
"""Of numpy: told whether they unpickle, or mapping a file, which never does."""


def faults(source: str) -> Iterator[str]:
    """What a piece of code does that data could make use of."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            yield from _imports(node)
        elif isinstance(node, ast.Call):
            yield from _call(node)


def _imports(node: ast.Import | ast.ImportFrom) -> Iterator[str]:
    if isinstance(node, ast.Import):
        names = [alias.name for alias in node.names]
    else:
        names = [node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)]
        if node.module == "xml.etree.ElementTree":
            yield from (f"imports {one.name}" for one in node.names if one.name in PARSERS)
    for name in names:
        if name.split(".")[0] in MODULES or name in XML:
            yield f"imports {name}"


def _call(node: ast.Call) -> Iterator[str]:
    name = ast.unparse(node.func)
    words = {keyword.arg: ast.unparse(keyword.value) for keyword in node.keywords}
    if name in CALLS or name.rpartition(".")[2] in METHODS:
        yield f"calls {name}"
    if words.get("shell", "False") != "False":
        yield f"calls {name} with a shell"
    if words.get("trust_remote_code", "False") != "False":
        yield f"calls {name} with remote code"
    if words.get("allow_pickle", "False") != "False":
        yield f"calls {name} with pickles"
    module, _, function = name.rpartition(".")
    if module in ("np", "numpy") and function in LOADERS:
        if words.get("allow_pickle") != "False" and "mmap_mode" not in words:
            yield f"calls {name} without allow_pickle=False"
    if function == "SentenceTransformer" or name == "SentenceTransformer":
        if words.get("trust_remote_code") != "False" or "use_safetensors" not in str(words):
            yield f"calls {name} without safetensors, or without refusing remote code"
    if function == "from_pretrained" and words.get("trust_remote_code") != "False":
        yield f"calls {name} without refusing remote code"


def test_the_code_was_found() -> None:
    assert len(CODE) > 250
    assert ROOT / "scripts" / "serve.py" in CODE


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_runs_what_data_brings_along(path: Path) -> None:
    assert list(faults(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    "planted",
    [
        "import pickle",
        "from pickle import loads",
        "import cloudpickle as c",
        "import marshal, os",
        "import shelve",
        "from yaml import load",
        "import yaml",
        "eval('1')",
        "exec(text)",
        "def f(x):\n    return __import__(x)",
        "compile(text, 'a', 'exec')",
        "import joblib\njoblib.load(path)",
        "torch.load(path)",
        "torch.load(path, weights_only=False)",
        "np.load(path)",
        "np.load(path, allow_pickle=True)",
        "numpy.load(path, allow_pickle=flag)",
        "np.save(path, rows)",
        "archive.extractall(folder)",
        "os.system('ls')",
        "subprocess.run('ls', shell=True)",
        "subprocess.Popen(command, shell=flag)",
        "SentenceTransformer(name)",
        "SentenceTransformer(name, trust_remote_code=True, model_kwargs={'use_safetensors': True})",
        "AutoModel.from_pretrained(name)",
        "frame.to_pickle(path)",
        "import lxml.etree",
        "from xml.etree.ElementTree import fromstring",
        "ElementTree.fromstring(raw)",
        "shutil.unpack_archive(path)",
    ],
)
def test_what_is_planted_is_found(planted: str) -> None:
    assert list(faults(planted))


@pytest.mark.parametrize(
    "harmless",
    [
        "model.eval()",
        "re.compile('a')",
        "np.load(path, mmap_mode='r', allow_pickle=False)",
        "np.save(path, rows, allow_pickle=False)",
        "subprocess.run(['ls'], check=True)",
        "from xml.etree.ElementTree import ParseError",
        "from defusedxml.ElementTree import fromstring",
        "from joblib.externals.loky import get_reusable_executor",
    ],
)
def test_what_does_no_harm_is_left_alone(harmless: str) -> None:
    assert list(faults(harmless)) == []
