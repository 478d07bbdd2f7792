"""Where `hipcoach desktop` writes in the tests."""

from collections.abc import Sequence
from pathlib import Path


def menu_of(words: Sequence[object]) -> dict[str, str]:
    """Return where the desktop's menu lies for a command: never the tester's own."""
    if not words or words[0] != "desktop":
        return {}
    out = Path(str(words[-1])).parent / "out"
    return {"XDG_DATA_HOME": f"{out}/share", "XDG_CONFIG_HOME": f"{out}/config"}
