"""Which letters have a font on this machine, by fontconfig, which Qt asks too: what has none is drawn as a box."""

import ctypes
import sys
from collections.abc import Iterable

SCRIPTS = {
    "Latin": "e",
    "Greek": "\N{GREEK SMALL LETTER ALPHA}",
    "Cyrillic": "\N{CYRILLIC SMALL LETTER A}",
    "Hebrew": "\N{HEBREW LETTER ALEF}",
    "Arabic": "\N{ARABIC LETTER ALEF}",
    "Devanagari": "\N{DEVANAGARI LETTER KA}",
    "Thai": "\N{THAI CHARACTER KO KAI}",
    "Chinese": "\u4f60",
    "Japanese": "\N{HIRAGANA LETTER A}",
    "Korean": "\N{HANGUL SYLLABLE GA}",
}
NO_FONT = "Your questions have letters that no font here has, drawn as boxes: {letters}. `doctor` says what to install."
MOST_LETTERS = 20
PACKAGES = ("fonts-dejavu-core", "fonts-noto-core", "fonts-noto-cjk")  # Debian's names


def scripts_without_font() -> tuple[str, ...]:
    """Return the names of the scripts that no font here has."""
    missing = letters_without_font(SCRIPTS.values())
    return tuple(name for name, letter in SCRIPTS.items() if letter in missing)


def no_font_text(questions: Iterable[str]) -> str:
    """Return what is said before the user's questions are drawn; empty where every letter has a font."""
    missing = letters_without_font("".join(questions))
    return NO_FONT.format(letters=" ".join(missing[:MOST_LETTERS])) if missing else ""


def letters_without_font(letters: Iterable[str]) -> tuple[str, ...]:
    """Return those of the letters that no font here has, each once; none where that cannot be known."""
    library = _library()
    if library is None:
        return ()
    wanted = dict.fromkeys(letter for letter in letters if letter.isprintable() and not letter.isspace())
    return tuple(letter for letter in wanted if not _fonts(library, letter))


def _library() -> ctypes.CDLL | None:
    if sys.platform != "linux":
        return None
    try:
        library = ctypes.CDLL("libfontconfig.so.1")
    except OSError:
        return None
    for name in ("FcNameParse", "FcObjectSetCreate", "FcFontList"):
        getattr(library, name).restype = ctypes.c_void_p
    return library if library.FcInit() else None


def _fonts(library: ctypes.CDLL, letter: str) -> int:
    """Return how many fonts have a letter."""
    pattern = ctypes.c_void_p(library.FcNameParse(f":charset={ord(letter):x}".encode()))
    names = ctypes.c_void_p(library.FcObjectSetCreate())
    found = ctypes.c_void_p(library.FcFontList(None, pattern, names))
    count = ctypes.cast(found, ctypes.POINTER(ctypes.c_int))[0] if found else 0
    if found:
        library.FcFontSetDestroy(found)
    library.FcObjectSetDestroy(names)
    library.FcPatternDestroy(pattern)
    return count
