"""How this very program is started, for a menu or a login that knows no terminal."""

import sys
from pathlib import Path

FROM_MENU = "--from-menu"
IN_TRAY = "--in-tray"
OPEN = "--open"
HELPER = "--run-module"  # of a package with its own Python: the helper processes have no `python -m` there
HELPERS = (
    "hipcoach.voice.render_process",
    "hipcoach.voice.play_process",
    "hipcoach.listen.listen_process",
    "hipcoach.body.render_process",
)
RESERVED = frozenset(" \t\n\"'\\><~|&;$*?#()`")


def start_words(home: Path | None = None) -> tuple[str, ...]:
    """Return the words that start this program again, with the folder that it keeps everything in, if one was named."""
    if is_bundled():
        return _with_home((sys.executable,), home)
    started_as = Path(sys.argv[0]).absolute()
    known = started_as.is_file() and started_as.stem.lower() == "hipcoach"
    words = (str(started_as),) if known else (sys.executable, "-m", "hipcoach")
    return _with_home(words, home)


def module_words(module: str) -> list[str]:
    """Return the words that run one of hipcoach's modules in a process of its own."""
    if is_bundled():
        return [sys.executable, HELPER, module]
    return [sys.executable, "-P", "-m", module]


def is_bundled() -> bool:
    """Return True if the program runs from a package that has its own Python inside: its starter bears our name."""
    return Path(sys.executable).stem.lower() == "hipcoach"


def _with_home(words: tuple[str, ...], home: Path | None) -> tuple[str, ...]:
    return words if home is None else (*words, "--home", str(home))


def is_checkout(package: Path = Path(__file__).parents[1]) -> bool:
    """Return True if the program runs from its source, which puts nothing into a menu by itself."""
    return not (package / "_data").is_dir() and (package.parent / "pyproject.toml").is_file()


def exec_line(*words: str) -> str:
    """Return words as the key Exec of a desktop entry has them. `%f` stays as it is."""
    return " ".join(word if word == "%f" else _quoted(word) for word in words)


def _quoted(word: str) -> str:
    """Quote one word: by the entry's own rule, then once more as every value of the file is."""
    word = word.replace("%", "%%")
    if not RESERVED.intersection(word):
        return word
    for each in '\\"`$':
        word = word.replace(each, f"\\{each}")
    return '"' + word.replace("\\", "\\\\") + '"'
