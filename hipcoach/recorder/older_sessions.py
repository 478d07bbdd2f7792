"""Reads a cut-off session that an earlier version kept, so that it can go on in the words that it began with."""

from collections.abc import Mapping
from typing import Any

SETUP_S = 8.0  # to get into position after the one sentence that told it


def in_todays_shape(session: Mapping[str, Any]) -> dict[str, Any]:
    """Return a kept session as plain data that today's types can be made of; one that is so already stays as it is."""
    return {**session, "assignments": [_assignment(each) for each in session["assignments"]]}


def _assignment(assignment: Mapping[str, Any]) -> dict[str, Any]:
    exercise = assignment["exercise"]
    if all("place" in form for form in exercise["forms"].values()):
        return dict(assignment)
    told = {
        **exercise,
        "forms": {name: _form(form) for name, form in exercise["forms"].items()},
        "equipment": [{"say": each} for each in exercise["equipment"]],
        "cautions": [{"say": each} for each in exercise["cautions"]],
    }
    return {**assignment, "exercise": told, "spoken_in_full": False}  # its steps were one list of commands


def _form(form: Mapping[str, Any]) -> dict[str, Any]:
    place = [{"say": form["setup"], "time_s": SETUP_S}] if form.get("setup") else []
    return {**form, "place": place, "move": []}
