"""Makes the sentence that explains a decision, from what is stored of it: the wording's key and the values in it."""

from collections.abc import Callable, Mapping, Sequence
from string import Formatter
from typing import Any

from hipcoach.safety.sentence_parts import number, signs, span, things, times
from hipcoach.safety.sentence_table import PARTS, SENTENCES

Value = str | int | tuple[str, ...]
Values = Mapping[str, Value]

# An older diary does not say where the number compared with came from: it was then called the one before.
_NOT_STORED: Values = {"base_from": "before"}
_FORMS: Mapping[str, Callable[[Any], str]] = {
    "number": number,
    "span": span,
    "times": times,
    "signs": signs,
    "things": things,
}


def sentence(wording: str, values: Values) -> str:
    """Return the sentence of a wording with its values put in. Raises KeyError for a wording or value not known."""
    return _Filling({**_NOT_STORED, **values}).vformat(SENTENCES[wording], (), values)


class _Filling(Formatter):
    """Fills a template; what stands after the colon names the form in which the value is put in."""

    def __init__(self, values: Values) -> None:
        self._values = values

    def get_value(self, key: int | str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        """Return a value as it is."""
        return self._values[str(key)]

    def format_field(self, value: Any, format_spec: str) -> str:
        """Return a value in its form; one of PARTS is a template of its own, with the same values."""
        if not format_spec:
            return str(value)
        if format_spec in PARTS:
            return self.vformat(PARTS[format_spec][value], (), self._values)
        return _FORMS[format_spec](value)
