"""The English sentences that version 1 of the diary stored, and how each is read back into its line and its values.

A diary file of version 1, and every exported document of version 1, has these words. So the table stays as it is,
whatever the sentences of today say.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

Found = dict[str, Any]  # a reason as JSON: line, wording, values

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_LOCKS = {
    "hip_replacement": "you have a replaced hip",
    "stiff_spine": "your spine or neck is fused or very stiff",
    "osteoporosis": "you have osteoporosis or had a spinal fracture",
    "balance": "you have trouble with balance or falls",
    "no_kneeling": "you cannot kneel",
    "no_prone": "you cannot lie on your front",
    "no_floor": "you cannot get to the floor",
}
_THINGS = {
    "mat": "a mat",
    "pillow": "a pillow",
    "chair": "a sturdy chair",
    "table": "a table or counter",
    "wall": "a wall",
    "rail": "a rail",
    "step": "a low step",
    "pad": "a pad for the knees",
    "strap": "a strap or long belt",
    "bicycle": "a stationary bicycle",
    "pool": "a pool",
}
_KINDS = {"neuro": "burning, tingling or numbness", "weak": "weakness or giving way"}
_SIDES = {"left": "left", "right": "right"}


def _any_of(words: Mapping[str, str]) -> str:
    return "|".join(map(re.escape, words.values()))


def _key_in(words: Mapping[str, str]) -> Callable[[str], str]:
    keys = {said: key for key, said in words.items()}
    return keys.__getitem__


_DIGITS = r"(?:0|[1-9]\d*)"
_NUMBER = rf"(?:{'|'.join(_NUMBERS)}|[2-9]\d+|1[1-9]\d*|10\d+)"  # no digits where there is a word
_SPAN = rf"(?:one (?:minute|second)|{_NUMBER} (?:minutes|seconds))"
_TIMES = rf"(?:once|twice|{_NUMBER} times)"
_ONE_OF = rf"(?:{_any_of(_THINGS)})(?: or (?:{_any_of(_THINGS)}))*"


def _number(said: str) -> int:
    return _NUMBERS.index(said) if said in _NUMBERS else int(said)


def _span(said: str) -> int:
    count, unit = _number(said.split(" ")[0]), said.split(" ")[1]
    if (unit.startswith("second") and count % 60 == 0) or unit.endswith("s") is (count == 1):
        raise ValueError(said)  # it was never said like this
    return count * (60 if unit.startswith("minute") else 1)


def _times(said: str) -> int:
    count = {"once": 1, "twice": 2}.get(said) or _number(said.removesuffix(" times"))
    if count in (1, 2) and said.endswith(" times"):
        raise ValueError(said)
    return count


def _things(said: str) -> list[str]:
    key = _key_in(_THINGS)
    needs = re.findall(rf"{_ONE_OF}(?= and |$)", said)
    return ["/".join(map(key, re.findall(_any_of(_THINGS), one_of))) for one_of in needs]


_FORMS: Mapping[str, tuple[str, Callable[[str], Any]]] = {
    "digits": (_DIGITS, int),
    "number": (_NUMBER, _number),
    "span": (_SPAN, _span),
    "times": (_TIMES, _times),
    "text": (r".+", str),
    "things": (rf"{_ONE_OF}(?: and {_ONE_OF})*", _things),
    "lock": (_any_of(_LOCKS), _key_in(_LOCKS)),
    "kind": (_any_of(_KINDS), _key_in(_KINDS)),
    "side": (_any_of(_SIDES), _key_in(_SIDES)),
}

_COMPARED = {
    "before": "You reported {base:digits} before and {now:digits} now",
    "usual": "You reported {now:digits} now, and your usual number is {base:digits}",
    "nothing": "You reported {now:digits} now, counted from {base:digits} as no number was given before",
}
_RED = {
    "absolute": "{red_absolute:number} or more ends a session",
    "rise": "that is a rise of {rise:number}, to {red_with_rise:number} or more",
}

# One sentence a row: the rule's line ("-": none, or one of several), the wording where it is not the line's, the words.
_AGAINST = """
during_red : {compared}: {red}. The session ends here.
during_red rest_red : {compared} after the rest: {red}. The session ends here.
during_amber : {compared}: that is {rise:number} more. This exercise is over for today; rest {rest_s:span}.
during_ok : {compared}: the number is not higher. This exercise is over for today; the next one may start.
rest_settled : {compared} after the rest: it is back where it was. The next exercise is easier.
"""
_DECISIONS = """
during_same_day : You reported {kind:kind}: the session ends here, and this wants somebody to look at it today.
during_sharp : You reported sharp or catching pain that was still there after {sharp_wait_s:span}: \
the session ends here.
during_sharp sharp_not_answered : You reported sharp or catching pain and gave no answer after the wait: \
the session ends here.
during_second_worse : Something hurt more {count:times} in this session: that is enough for today.
during_not_given number_not_given : No number was given, and a missing answer never counts as fine: \
the session ends here.
during_not_given kind_not_given : No answer about what it is like was given, and a missing answer never counts as \
fine: the session ends here.
during_not_given rest_not_given : No number was given after the rest, and a missing answer never counts as fine: \
the session ends here.
rest_settled rest_lower : You reported {reported:digits} before the rest and {now:digits} after it: it has come down, \
to {rest_settles_at:number} or less. The next exercise is easier.
rest_not_settled : You reported {reported:digits} before the rest and {now:digits} after it: it has not come down \
enough. The session ends here.
"""
_NOTES = """
- first_step_today : First step today.
- half_today : Half today.
progress_step step_up_today : One step up today.
- both_hands : Both hands on the support.
sore_side no_lying : No lying on your {side:side} side today.
session_cap set_fewer : One set fewer today, to keep the session within {minutes:digits} minutes.
session_cap little_less : A little less today, to keep the session within {minutes:digits} minutes.
"""
_LEFT_OUT = """
return_mode off_until_advice : It is off since you reported more pain with it.
before_soft_open only_mobility_waiting : A short rest waits for its next-day answer: only mobility until then.
next_amber only_mobility_next_day : You reported more pain the day after: only mobility today.
return_mode only_mobility_return : The first session after a rest is mobility only.
before_more_than_usual only_gentle : More pain than usual today: only mobility and breathing.
strength_gap : Strength exercises come at least {strength_gap_h:digits} hours apart, at most \
{strength_week_cap:digits} times a week.
balance_week : Balance exercises come at most {balance_week_cap:digits} times a week.
sore_side both_sides_sore : You marked both sides sore: no lying on your side today.
equipment : It needs {needs:things}, which you do not have at hand.
equipment equipment_instead : It needs {needs:things}, which you do not have at hand. {instead:text} instead.
locks lock_cannot : You said that {lock:lock}.
locks lock_until_cleared : You said that {lock:lock}; it stays out until a clinician has cleared it for you.
locks off_until_cleared : It stays out until a clinician has cleared it for you.
session_cap no_turn : It does not fit into {minutes:digits} minutes today; exercises take turns.
- user_left_out : You left it out today.
- user_swapped : {instead:text} instead, for today.
"""
_STEPS = """
progress_step step_up : {name:text}: one step up, after {sessions:number} sessions in a row that were done in full and \
settled.
progress_back step_lower : {name:text}: one step lower, as you reported more pain than before.
progress_back step_lower_gap : {name:text}: one step lower, after {days:digits} days or more without it.
progress_back first_step_gap : {name:text}: from the first step again, after {days:digits} days or more without it.
- first_step_rest : {name:text}: from the first step again, after a rest.
- user_stays : {name:text}: you chose to stay at this step.
- user_less : {name:text}: you chose less.
- number_corrected : The number was corrected, so it stays where it was.
"""
_TABLES = {"decision": _DECISIONS, "note": _NOTES, "left_out": _LEFT_OUT, "step": _STEPS}
_VALUE = re.compile(r"\{(\w+):(\w+)\}")


@dataclass(frozen=True, slots=True)
class _Wording:
    line: str
    wording: str
    pattern: re.Pattern[str]
    forms: Mapping[str, str]  # of the values in it, by name
    fixed: Mapping[str, str]  # values that the words themselves say

    def reason(self, found: re.Match[str]) -> Found:
        """Return the reason of a sentence that fits. Raises ValueError where it was never said in this way."""
        values = {name: _FORMS[self.forms[name]][1](said) for name, said in found.groupdict().items()}
        return _reason(self.line, self.wording, {**self.fixed, **values})


def _wording(row: str, **fixed: str) -> _Wording:
    head, template = row.split(" : ", 1)
    line, _, wording = head.partition(" ")
    parts = _VALUE.split(template)
    values = [f"(?P<{name}>{_FORMS[form][0]})" for name, form in zip(parts[1::3], parts[2::3], strict=True)]
    pattern = "".join(re.escape(text) + value for text, value in zip(parts[::3], [*values, ""], strict=True))
    forms = dict(zip(parts[1::3], parts[2::3], strict=True))
    return _Wording("" if line == "-" else line, wording, re.compile(pattern, re.ASCII), forms, fixed)


def _against() -> Iterator[_Wording]:
    """Return the sentences that compare a number with an earlier one, each in all its forms."""
    for source, compared in _COMPARED.items():
        for row in _AGAINST.strip().splitlines():
            told = row.replace("{compared}", compared)
            if "{red}" not in row:
                yield _wording(told, base_from=source)
                continue
            for red, reason in _RED.items():
                yield _wording(told.replace("{red}", reason), base_from=source, red=red)


@cache
def _wordings(kind: str) -> tuple[_Wording, ...]:
    against = tuple(_against()) if kind == "decision" else ()
    return (*against, *map(_wording, _TABLES[kind].strip().splitlines()))


def read_sentence(kind: str, text: str) -> Found:
    """Return the reason that made a sentence, `kind` being decision, left_out or step; else the words as they are."""
    for wording in _wordings(kind):
        found = wording.pattern.fullmatch(text)
        if found is not None:
            try:
                return wording.reason(found)
            except ValueError:
                break
    return as_written(text)


def read_notes(text: str) -> list[Found]:
    """Return the reasons that made the sentences beside an exercise, one after the other; none for no words."""
    reasons, at = [], 0
    while text and at <= len(text):
        found = next(((each, match) for each in _wordings("note") if (match := each.pattern.match(text, at))), None)
        if found is None:
            return [as_written(text)]
        reasons.append(found[0].reason(found[1]))
        at = found[1].end()
        if text[at : at + 1] not in ("", " "):
            return [as_written(text)]
        at += 1  # the space between two
    return reasons


def as_written(text: str) -> Found:
    """Return the reason of a sentence that no wording here makes: an older one, or one corrected by hand."""
    return _reason("", "as_written", {"text": text})


def _reason(line: str, wording: str, values: Mapping[str, Any]) -> Found:
    return {"line": line, "wording": wording, "values": dict(values)}
