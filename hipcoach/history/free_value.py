"""Values of the document that have no type of their own: what an event says, what the user said."""

import json
import math
import re

from hipcoach.history.diary_document import SMALL

MOST_DEPTH = 32
_MOST_WHOLE = 2**63
_HALF_A_CHARACTER = re.compile(rb"\\u[dD][89a-fA-F]")


class _UnreadableNumber(ValueError):
    """A number that another reader of the same value could not hold."""


def free_value_problem(raw: bytes) -> str:
    """Return what was expected of a free value in JSON that cannot be kept and read back; empty if it can."""
    if len(raw) > SMALL:
        return f"expected at most {SMALL} bytes"
    try:
        found = json.loads(raw, parse_int=_whole, parse_float=_finite)
        if _HALF_A_CHARACTER.search(raw):
            json.dumps(found, ensure_ascii=False).encode()
    except RecursionError:
        return f"expected at most {MOST_DEPTH} levels of nesting"
    except _UnreadableNumber:
        return "expected numbers of usual size"
    except UnicodeEncodeError:
        return "expected whole characters"
    except ValueError:
        return "expected JSON"
    return "" if _depth(found) <= MOST_DEPTH else f"expected at most {MOST_DEPTH} levels of nesting"


def _whole(digits: str) -> int:
    if len(digits) > len(str(_MOST_WHOLE)) or abs(found := int(digits)) >= _MOST_WHOLE:
        raise _UnreadableNumber
    return found


def _finite(digits: str) -> float:
    if not math.isfinite(found := float(digits)):
        raise _UnreadableNumber
    return found


def _depth(value: object) -> int:
    depth, inside = 0, [value]
    while inside:
        depth += 1
        inside = [each for one in inside for each in _parts(one)]
    return depth


def _parts(value: object) -> list[object]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []
