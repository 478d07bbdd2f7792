"""Sessions, doses and events as JSON text, and back."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

import msgspec

from hipcoach.catalogue.types import Dose
from hipcoach.engine.events import Decided, Event, StepFinished, StepStarted
from hipcoach.engine.types import Step
from hipcoach.recorder.older_sessions import in_todays_shape
from hipcoach.safety.stored_names import stored_name
from hipcoach.safety.types import Action, Decision, PainRestKind, Question, Session

_MADE_AGAIN = ("cues", "reminder", "meanwhile", "goes_on_s")
ONLY_ON_SHEETS = ("within_s", "breaths", "up_s", "down_s")
_STEP = tuple((field.name, field.default) for field in fields(Step) if field.name not in _MADE_AGAIN)


def session_text(session: Session) -> str:
    """Return a prepared session as text: whole, so that it can go on even when the catalogue has changed meanwhile."""
    return _text(session)


def session_from(text: str) -> Session:
    """Return the session that `session_text` wrote. Raises msgspec.ValidationError where the text is another thing."""
    return msgspec.convert(in_todays_shape(msgspec.json.decode(text)), type=Session)


def dose_text(dose: Dose) -> str:
    """Return one dose as text; what only a sheet says is left out where it says nothing, as before there were any."""
    found = {field.name: getattr(dose, field.name) for field in fields(Dose)}
    return _text({name: value for name, value in found.items() if value or name not in ONLY_ON_SHEETS})


def payload_text(event: Event) -> str:
    """Return as text what an event says besides its kind and time; a step without its cues, which can be made again."""
    fields: dict[str, Any] = {
        name: _named(getattr(event, name)) for name in event.__dataclass_fields__ if name not in ("at_s", "session")
    }
    if isinstance(event, StepStarted | StepFinished):
        fields["step"] = _bare(event.step)
    if isinstance(event, Decided):
        fields["decision"] = _stored_decision(event.decision)
    return _text(fields)


def _stored_decision(decision: Decision) -> dict[str, Any]:
    """Return a decision as it is stored: what is a pain rest is called `hold` in every diary."""
    values = {name: _named(getattr(decision, name)) for name in decision.__dataclass_fields__}
    return {"hold" if name == "pain_rest" else name: value for name, value in values.items()}


def _named(value: object) -> object:
    return stored_name(value) if isinstance(value, Action | PainRestKind | Question) else value


def step_from(text: str) -> Step:
    """Return the step that a StepStarted's payload holds."""
    return msgspec.convert(msgspec.json.decode(text)["step"], type=Step)


def _bare(step: Step) -> dict[str, Any]:
    """Only what is not as a step's default: `step_from` fills in the rest."""
    return {name: value for name, default in _STEP if (value := getattr(step, name)) != default}


def _text(value: object) -> str:
    return msgspec.json.encode(value, enc_hook=_plain).decode()


def _plain(value: object) -> object:
    if isinstance(value, Mapping):  # a read-only view of one
        return dict(value)
    raise TypeError(f"{type(value).__name__} has no place in the diary")
