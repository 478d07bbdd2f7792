"""Checks the values of a copy from elsewhere before they are used.

Its checksums show only that none was changed since.
"""

from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from hipcoach.coach.diary import open_diary_in
from hipcoach.errors import InputError
from hipcoach.history.export_json import write_json
from hipcoach.history.read_json import read_diary
from hipcoach.store.backup import is_too_much
from hipcoach.zones import later

CLOCK_AHEAD = timedelta(days=200 * 365)  # of the machine that made it: no reason to withhold a diary from its user


def refuse_unusable_copy(path: Path, now: datetime) -> None:
    """Read a copy as if it were imported. Raises InputError where it has values that could not be used later.

    Raises EnvironmentProblem for a copy that is damaged, and where there is no room to look at it.
    """
    if is_too_much(path):
        raise InputError(f"{path}: expected a copy whose values can be used: it holds far more than ten years have")
    with TemporaryDirectory(prefix="hipcoach-") as folder:
        document = Path(folder, "document.json")
        try:
            with open_diary_in(Path(folder, "diary"), now) as store:
                store.restore(path, now)
                write_json(store, document)
            read_diary(document, later(now, CLOCK_AHEAD))
        except InputError as error:
            problem = error.problems[0].removeprefix(f"{document}:").partition(": ")[2]
        except (msgspec.MsgspecError, ValueError, TypeError, KeyError, OverflowError, RecursionError) as error:
            problem = type(error).__name__
        else:
            return
    raise InputError(f"{path}: expected a copy whose values can be used: {problem}")
