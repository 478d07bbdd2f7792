"""How values stand in the file: times as UTC text that sorts, lists as JSON, truth as 0 and 1."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from functools import cached_property
from typing import Any, Generic, TypeVar, get_type_hints

from hipcoach.store.digest import Value

R = TypeVar("R")


def to_text(at: datetime) -> str:
    """Return a time as UTC with milliseconds: `2026-03-02T09:00:00.000Z`. Raises ValueError without a zone."""
    if at.tzinfo is None:
        raise ValueError("a time without a zone cannot be kept")
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="milliseconds") + "Z"


def from_text(text: str) -> datetime:
    """Return the time that `to_text` wrote."""
    return datetime.fromisoformat(text)


def _names_to_text(names: Sequence[str]) -> str:
    return json.dumps(list(names), separators=(",", ":"))


def _names_from_text(text: str) -> tuple[str, ...]:
    return tuple(str(name) for name in json.loads(text))


_CODECS: Mapping[object, tuple[Callable[[Any], Value], Callable[[Any], object]]] = {
    datetime: (to_text, from_text),
    datetime | None: (
        lambda at: None if at is None else to_text(at),
        lambda text: None if text is None else from_text(text),
    ),
    tuple[str, ...]: (_names_to_text, _names_from_text),
    bool: (int, bool),
    float: (float, float),
    float | None: (lambda x: None if x is None else float(x), lambda x: x),
}


@dataclass(frozen=True)
class RowTable(Generic[R]):
    """A table whose columns are the fields of a row type, in their order."""

    name: str
    row: type[R]

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """Column names."""
        return tuple(field.name for field in fields(self.row))  # type: ignore[arg-type]  # row types are dataclasses

    @cached_property
    def listed(self) -> str:
        """Column names, as SQL lists them."""
        return ", ".join(self.columns)

    @cached_property
    def _codecs(self) -> tuple[tuple[Callable[[Any], Value], Callable[[Any], object]] | None, ...]:
        hints = get_type_hints(self.row)
        return tuple(_CODECS.get(hints[name]) for name in self.columns)

    def values(self, row: R) -> dict[str, Value]:
        """Return a row as its columns."""
        return {
            name: codec[0](getattr(row, name)) if codec else getattr(row, name)
            for name, codec in zip(self.columns, self._codecs, strict=True)
        }

    def read(self, values: Sequence[Any]) -> R:
        """Return the row that these columns hold, given in their order."""
        return self.row(
            *(codec[1](value) if codec else value for value, codec in zip(values, self._codecs, strict=True))
        )
