"""Doses as the diary keeps them, read back."""

import json

from hipcoach.catalogue.types import Dose, Form


def dose_of(text: str) -> Dose | None:
    """The dose in a record; None where the exercise was left out."""
    value = json.loads(text)
    return None if value is None else Dose(**{**value, "form": Form(value["form"])})
