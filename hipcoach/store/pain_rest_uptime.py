"""How long a pain rest has lasted by the machine's uptime, where that is known: no setting of the clock changes it."""

import json
from datetime import datetime, timedelta
from uuid import uuid4

from hipcoach.clock import Uptime
from hipcoach.store import Store
from hipcoach.store.rows import ProfileRow

REST_BEGAN = "rest_began"  # in the profile: a pain rest, the run of the machine, and the seconds that it had run


def keep_uptime(store: Store, rest: str, uptime: Uptime, at: datetime) -> None:
    """Keep that a pain rest began now, in this run of the machine."""
    value = {"rest": rest, "boot": uptime.boot, "seconds": round(uptime.seconds, 1)}
    store.profile.add(ProfileRow(str(uuid4()), REST_BEGAN, json.dumps(value, separators=(",", ":")), at))


def time_rested(store: Store, uptime: Uptime) -> dict[str, timedelta]:
    """Return how long each pain rest has lasted, by its id.

    Only those are known that began in this run of the machine.
    """
    found = {}
    for row in store.profile.history(REST_BEGAN) if uptime.boot else ():
        match json.loads(row.value):
            case {"rest": str(rest), "boot": uptime.boot, "seconds": int() | float() as seconds}:
                found[rest] = timedelta(seconds=max(0.0, uptime.seconds - seconds))
    return found
