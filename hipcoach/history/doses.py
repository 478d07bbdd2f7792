"""Reads doses as the diary stores them."""

import json

from hipcoach.catalogue.types import Dose, Form


def dose_of(text: str) -> Dose | None:
    """Return the dose in a record, or None for an exercise that was left out."""
    value = json.loads(text)
    return None if value is None else Dose(**{**value, "form": Form(value["form"])})
