"""Where each key of a TOML text stands: path -> line, for messages that name the line."""

import re
import tomllib
from bisect import bisect_right

KeyPath = tuple[str | int, ...]

STRING = (
    r'"""(?s:\\.|[^\\])*?(?:"{3,5}|\Z)'
    r"|'''(?s:.)*?(?:'{3,5}|\Z)"
    r'|"(?:\\.|[^"\\\n]|\\$)*+(?:"|$)'
    r"|'[^'\n]*(?:'|$)"
)
_STRING = re.compile(STRING, re.MULTILINE)
_BLANK = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)*+")
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_SCALAR = re.compile(r"[^,\]}\n#]*")


def key_lines(text: str) -> dict[KeyPath, int]:
    """Return the lines (from 1) of all keys, tables and array items of `text`, which must be valid TOML."""
    return _Scanner(text).scan()


class _Scanner:
    """One pass over a text that the real parser has already accepted."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._newlines = [i for i, char in enumerate(text) if char == "\n"]
        self._lines: dict[KeyPath, int] = {}
        self._counts: dict[KeyPath, int] = {}  # items so far of each [[array of tables]]

    def scan(self) -> dict[KeyPath, int]:
        table: KeyPath = ()
        while self._more():
            if self._take("[["):
                table = self._resolve(self._keys(), item=True)
                self._take("]]")
            elif self._take("["):
                table = self._resolve(self._keys(), item=False)
                self._take("]")
            else:
                self._pair(table)
        return self._lines

    def _more(self) -> bool:
        self._skip(_BLANK)
        return self._at < len(self._text)

    def _skip(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self._text, self._at)
        if found is None:
            return ""
        self._at = found.end()
        return found.group()

    def _take(self, mark: str) -> bool:
        self._skip(_BLANK)
        if not self._text.startswith(mark, self._at):
            return False
        self._at += len(mark)
        return True

    def _note(self, path: KeyPath) -> None:
        self._lines.setdefault(path, bisect_right(self._newlines, self._at - 1) + 1)

    def _keys(self) -> list[str]:
        """Read a dotted key."""
        keys = []
        while True:
            self._skip(_BLANK)
            quoted = self._skip(_STRING)
            keys.append(tomllib.loads(f"k = {quoted}")["k"] if quoted else self._skip(_BARE))
            if not self._take("."):
                return keys

    def _resolve(self, keys: list[str], *, item: bool) -> KeyPath:
        """Find the full path of a table header: below an array of tables it means the newest item."""
        path: KeyPath = ()
        for depth, key in enumerate(keys, 1):
            path += (key,)
            self._note(path)
            if item and depth == len(keys):
                self._counts[path] = self._counts.get(path, 0) + 1
            if path in self._counts:
                path += (self._counts[path] - 1,)
                self._note(path)
        return path

    def _pair(self, table: KeyPath) -> None:
        self._skip(_BLANK)
        start = self._at
        keys = self._keys()
        end, self._at = self._at, start
        path = table
        for key in keys:
            path += (key,)
            self._note(path)
        self._at = end
        self._take("=")
        self._value(path)

    def _value(self, path: KeyPath) -> None:
        self._skip(_BLANK)
        if self._take("["):
            index = 0
            while not self._take("]"):
                self._skip(_BLANK)
                self._note((*path, index))
                self._value((*path, index))
                self._take(",")
                index += 1
        elif self._take("{"):
            while not self._take("}"):
                self._pair(path)
                self._take(",")
        elif not self._skip(_STRING):
            self._skip(_SCALAR)
