"""The names that diaries have always had for what the code has better ones for.

A kind of pain rest and an action are translated here as rows are read: beyond `store`, `sync` and the shapes of
`history` no code knows their stored names. What is read from rows as it is, what an answer is to, has its names in
`store.rows`.
"""

from hipcoach.safety.types import Action, PainRestKind, Question

_STORED: dict[Action | PainRestKind | Question, str] = {
    Action.BREAK: "rest",
    Question.AFTER_BREAK: "rest",
    PainRestKind.SHORT: "soft",
    PainRestKind.FULL: "hold",
}


def stored_name(value: Action | PainRestKind | Question) -> str:
    """Return what a diary and the JSON of commands call it."""
    return _STORED.get(value) or str(value.value)


_KINDS = {stored_name(kind): kind for kind in PainRestKind}


def pain_rest_kind(name: str | None) -> PainRestKind:
    """Return the kind that a stored name means; without a name no pain rest. Raises ValueError for any other name."""
    if name and name not in _KINDS:
        raise ValueError(f"{name!r} is no kind of pain rest")
    return _KINDS[name] if name else PainRestKind.NONE
