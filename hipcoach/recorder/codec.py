"""Sessions, doses and events as JSON text, and back."""

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

import msgspec

from hipcoach.catalogue.types import Dose
from hipcoach.engine.events import Decided, Event, PainRestBegun, PainRestCorrected, StepFinished, StepStarted
from hipcoach.engine.types import Announces, Step, StepKind, Wait
from hipcoach.safety.stored_names import stored_name
from hipcoach.safety.types import Action, PainRestKind, Question, Session

_ALWAYS_KEPT = ("index", "kind", "exercise", "set", "repetition", "side", "duration_s")
_KEPT_OF_A_STEP = (
    *_ALWAYS_KEPT,
    *("phase", "up_s", "position", "origin", "below", "waits", "reps_target", "sets_target", "order", "ready_ends"),
    *("leaves_out", "counted", "question", "anew", "may_sit"),
)
"""What the diary keeps of a step, by its stored names and in their order: not its cues, which can be made again."""
_STORED_EVENTS: Mapping[type[Event], str] = {PainRestBegun: "HoldSet", PainRestCorrected: "HoldCorrected"}
_NOTHING_SAID = Step(kind=StepKind.ANNOUNCE)
SETUP_S = 8.0  # in sessions of an earlier version: to get into position after the one sentence that told it
ONLY_ON_SHEETS = ("within_s", "breaths", "up_s", "down_s")


def session_text(session: Session) -> str:
    """Return a prepared session as text.

    It is whole, so that it can go on even when the catalogue has changed meanwhile.
    """
    return _text(session)


def session_from(text: str) -> Session:
    """Return the session that `session_text` wrote. Raises msgspec.ValidationError where the text is another thing."""
    return msgspec.convert(_in_todays_shape(msgspec.json.decode(text)), type=Session)


def dose_text(dose: Dose) -> str:
    """Return one dose as text. What only a sheet can say is left out where it says nothing, as in older diaries."""
    found = {field.name: getattr(dose, field.name) for field in fields(Dose)}
    return _text({name: value for name, value in found.items() if value or name not in ONLY_ON_SHEETS})


def payload_text(event: Event) -> str:
    """Return as text what an event says besides its kind and time.

    A step is without its cues: they can be made again.
    """
    fields: dict[str, Any] = {
        name: getattr(event, name) for name in event.__dataclass_fields__ if name not in ("at_s", "session")
    }
    if isinstance(event, StepStarted | StepFinished):
        fields["step"] = _bare(event.step)
    if isinstance(event, Decided):
        decision = event.decision
        fields["decision"] = _stored_fields({name: getattr(decision, name) for name in decision.__dataclass_fields__})
    return _text(_stored_fields(fields))


def stored_event_name(kind: type[Event]) -> str:
    """Return the name under which the diary keeps events of a class: the class's own, but for two older ones."""
    return _STORED_EVENTS.get(kind, kind.__name__)


def _stored_fields(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return fields as they are stored: a pain rest is called `hold` in every diary."""
    return {"hold" if name == "pain_rest" else name: _stored_value(value) for name, value in values.items()}


def _stored_value(value: object) -> object:
    return stored_name(value) if isinstance(value, Action | PainRestKind | Question) else value


def step_from(text: str) -> Step:
    """Return the step that a StepStarted's payload holds."""
    kept = msgspec.json.decode(text)["step"]
    step = msgspec.convert(kept, type=Step)
    if step.kind is StepKind.ANNOUNCE and step.set is not None:  # of all announcements only the way out is of a set
        step = replace(step, announces=Announces.WAY_OUT)
    return replace(step, wait=Wait(leaves_out=kept.get("leaves_out", False))) if kept.get("waits") else step


def _bare(step: Step) -> dict[str, Any]:
    """Return what the diary keeps of a step. What says nothing is left out, and `step_from` fills it in again."""
    kept = {name: getattr(step, name) for name in _KEPT_OF_A_STEP}
    default = {name: getattr(_NOTHING_SAID, name) for name in _KEPT_OF_A_STEP}
    return {name: value for name, value in kept.items() if name in _ALWAYS_KEPT or value != default[name]}


def _text(value: object) -> str:
    return msgspec.json.encode(value, enc_hook=_plain).decode()


def _plain(value: object) -> object:
    if isinstance(value, Mapping):  # a read-only view of one
        return dict(value)
    raise TypeError(f"{type(value).__name__} has no place in the diary")


def _in_todays_shape(session: Mapping[str, Any]) -> dict[str, Any]:
    """Return a kept session as plain data that today's types can be made of.

    An earlier version kept one sentence on getting into position, and the steps as one list. A session of that time
    goes on in the words that it began with.
    """
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
