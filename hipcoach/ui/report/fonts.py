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
NO_FONT = (
    "Your questions have letters that no font here has, drawn as boxes: {letters}. "
    "Install a font that has them: Noto has most."
)
MOST_LETTERS = 20
# Debian's names
PACKAGES, FONTCONFIG = ("fonts-dejavu-core", "fonts-noto-core", "fonts-noto-cjk"), "libfontconfig1"


def scripts_without_font() -> tuple[str, ...] | None:
    """Return the names of the scripts that no font here has; None where that cannot be known."""
    missing = letters_without_font(SCRIPTS.values())
    return None if missing is None else tuple(name for name, letter in SCRIPTS.items() if letter in missing)


def no_font_text(questions: Iterable[str]) -> str:
    """Return what is said before the user's questions are drawn; empty where no letter is known to lack a font."""
    missing = letters_without_font("".join(questions))
    return NO_FONT.format(letters=" ".join(missing[:MOST_LETTERS])) if missing else ""


def letters_without_font(letters: Iterable[str]) -> tuple[str, ...] | None:
    """Return those of the letters that no font here has, each once; None where that cannot be known."""
    library = _library()
    if library is None:
        return None
    wanted = dict.fromkeys(letter for letter in letters if letter.isprintable() and not letter.isspace())
    return tuple(letter for letter in wanted if not _has_font(library, letter))


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


def _has_font(library: ctypes.CDLL, letter: str) -> bool:
    pattern = ctypes.c_void_p(library.FcNameParse(f":charset={ord(letter):x}".encode()))
    names = ctypes.c_void_p(library.FcObjectSetCreate())
    found = ctypes.c_void_p(library.FcFontList(None, pattern, names))
    count = ctypes.cast(found, ctypes.POINTER(ctypes.c_int))[0] if found else 0
    if found:
        library.FcFontSetDestroy(found)
    library.FcObjectSetDestroy(names)
    library.FcPatternDestroy(pattern)
    return count > 0
