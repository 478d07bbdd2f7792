"""What the natural voice would read wrongly, and how it is told to say it (`assets/phrases/en_sounds.toml`)."""

import hashlib
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from hipcoach.paths import shipped_folder

FILE = "en_sounds.toml"


@dataclass(frozen=True, slots=True)
class Pronunciations:
    """Words as they are written, and as they are given to the voice."""

    said: tuple[tuple[str, str], ...]
    digest: str  # other sounds make other files

    def applied_to(self, text: str) -> str:
        """Return the text for the voice; captions never show it."""
        for written, given in self.said:
            text = given.join(re.split(rf"(?<!\w){re.escape(written)}(?!\w)", text))
        return text


def load_pronunciations(folder: Path | None = None) -> Pronunciations:
    """Read the shipped ones. Raises OSError, ValueError."""
    data = (folder or shipped_folder() / "assets" / "phrases").joinpath(FILE).read_bytes()
    said = tomllib.loads(data.decode())["sounds"]
    return Pronunciations(tuple(said.items()), hashlib.sha256(data).hexdigest()[:8])
