"""Which picture is wanted: a figure, who shows it, in which theme and size. Known to the window and to its helper."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from hipcoach.body.frame_file import PAINTER_VERSION

CHANGE = "changes"
MOST_NAME = 100  # of a file
ON_BED = "@bed"  # after the name of a figure whose mat is a bed


@dataclass(frozen=True, slots=True)
class PictureKey:
    """All that a figure's frames depend on: equal ones look the same."""

    figure: str  # the name of its file without .toml, or "changes~FROM~TO"
    edition: int  # of its file
    body: str
    skin: str
    dark: bool
    width: int
    height: int
    reflected: bool = False  # the body alone is reflected, for a figure that is mirrored so
    alone: bool = False  # a picture by itself: where the body began is seen behind it

    @property
    def folder(self) -> str:
        """The name of the folder with its frames."""
        theme = "dark" if self.dark else "light"
        form = ("-reflected" if self.reflected else "") + ("-alone" if self.alone else "")
        name = re.sub(r"[^a-z0-9_.~@]", "_", self.figure)[:MOST_NAME]  # the edition tells longer ones apart
        edition, who = f"{self.edition:08x}-{PAINTER_VERSION}", f"{self.body}-{self.skin}"
        return f"{name}-{edition}-{who}-{theme}-{self.width}x{self.height}{form}"

    def message(self) -> dict[str, Any]:
        """Return it as a request's fields."""
        return asdict(self)

    @staticmethod
    def of(message: Mapping[str, Any]) -> "PictureKey":
        """Return the key of a request's fields. Raises KeyError or TypeError where one is missing."""
        names = PictureKey.__slots__
        return PictureKey(**{name: message[name] for name in names})
