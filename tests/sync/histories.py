"""Random histories of several devices, and what must be true at their end."""

import json
import random
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

from hipcoach.planner import profile_values
from hipcoach.store import Store
from hipcoach.store.records import Records
from hipcoach.store.rows import DoseRow, ProfileRow
from hipcoach.sync import reading_index, segments
from hipcoach.sync.device import DeviceState, SharingDevice
from tests.sync.devices import SimulatedDevice, devices, disturb, settle

LOCKS = ("no_floor", "pregnant", "osteoporosis")
EXERCISES = ("bridge", "clam")


class Kill(Exception):
    """The machine dies here."""


class Killer:
    """Lets the process die at one of the writes of an exchange: before it, in the middle of it, or after it."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self.left: int | None = None  # writes until then; None: it lives
        self.killed = 0

    def around(self, write: Callable[[float], None]) -> None:
        """Do a write; `write` takes the share of it that is done."""
        if self.left is None:
            write(1.0)
            return
        if self.left > 0:
            self.left -= 1
            write(1.0)
            return
        self.left = None
        self.killed += 1
        write(self._chance.choice((0.0, self._chance.random(), 1.0)))
        raise Kill


def run_history(place: Path, seed: int, patch: Callable[[object, str, object], None], actions: int = 25) -> int:
    """Live one history, bring all together, and look at what came of it; return how often a device was killed."""
    chance = random.Random(seed)
    killer = Killer(chance)
    _let_die(killer, patch)
    skews = [timedelta(hours=chance.choice((-12, -3, 0, 0, 12))) for _ in range(chance.choice((2, 2, 3)))]
    with devices(place, skews, seed) as every:
        life = Life(every, chance, killer, Known(patch))
        for _ in range(actions):
            life.act()
        killer.left = None
        settle(every)
        life.look()
        before = [each.account() for each in every]
        settle(every)
        assert [each.account() for each in every] == before, "twice changes nothing"
    return killer.killed


def _let_die(killer: Killer, patch: Callable[[object, str, object], None]) -> None:
    append, keep, settle_store = segments.append_bytes, SharingDevice.keep, Store.settle
    write = reading_index.write_private_file

    def dying_append(path: Path, content: bytes) -> None:
        killer.around(lambda share: append(path, content[: round(share * len(content))]))

    def dying_keep(device: SharingDevice, state: DeviceState) -> None:
        killer.around(lambda share: keep(device, state) if share == 1.0 else None)

    def dying_index(path: Path, content: bytes) -> None:
        killer.around(lambda share: write(path, content) if share == 1.0 else None)

    def dying_settle(store: Store) -> None:
        killer.around(lambda _share: settle_store(store))

    patch(segments, "append_bytes", dying_append)
    patch(SharingDevice, "keep", dying_keep)
    patch(Store, "settle", dying_settle)
    patch(reading_index, "write_private_file", dying_index)


class Known:
    """What each change of a lock, a clearance or a step was made knowing: the rows of its kind in that diary."""

    def __init__(self, patch: Callable[[object, str, object], None]) -> None:
        self._known: dict[str, frozenset[str]] = {}
        add = Records.add

        def noting(records: Records[Any], row: Any) -> None:
            if isinstance(row, ProfileRow | DoseRow) and row.id not in self._known:  # else it came from another device
                self._known[row.id] = frozenset(each.id for each in records.all())
            add(records, row)

        patch(Records, "add", noting)

    def apart(self, changes: Mapping[str, Any]) -> list[Any]:
        """Return the values of those changes that no other was made knowing, also by way of another device."""
        known = {change: self._all(change) for change in changes}
        return [value for change, value in changes.items() if not any(change in known[other] for other in changes)]

    def _all(self, change: str) -> set[str]:
        found, left = set[str](), [change]
        while left:
            new = self._known[left.pop()] - found
            found |= new
            left.extend(new)
        return found


class Life:
    """What the users of the devices did, noted beside what the diaries say."""

    def __init__(self, every: list[SimulatedDevice], chance: random.Random, killer: Killer, known: Known) -> None:
        self._every, self._chance, self._killer, self._known = every, chance, killer, known
        self._sessions: set[str] = set()
        self._holds: set[str] = set()
        self._ended: set[str] = set()
        self._doses: dict[str, DoseRow] = {}
        self._answers: dict[str, ProfileRow] = {}
        self._deletions: dict[str, list[tuple[SimulatedDevice, Callable[[], None]]]] = {}

    def act(self) -> None:
        """Let one device do one thing."""
        device = self._chance.choice(self._every)
        device.world.now += timedelta(hours=self._chance.choice((0, 0, 1, 5, 30, 24 * 60)))
        often = (self._exchange, self._carry)
        seldom = (
            self._session,
            self._hold,
            self._end_hold,
            self._delete,
            self._undo,
            self._step,
            self._lock,
            self._lock,
            self._file,
        )
        self._chance.choice((*often, *often, *seldom, self._die, self._advice))(device)

    def look(self) -> None:
        """Compare all diaries with one another, and with what was done."""
        first = self._every[0].account()
        for each in self._every:
            assert each.account() == first
            assert each.in_force() == self._holds - self._ended, "a rest ends only where somebody ended it"
            assert {row.id for row in each.store.pain_rests.all()} == self._holds
            assert each.sessions() == self._sessions - self._deletions.keys()
            assert {row.id for row in each.store.doses.all()} >= self._doses.keys()
        self._look_at_the_stricter()

    def _look_at_the_stricter(self) -> None:
        """What was chosen apart ends as strict as the strictest of it, or stricter."""
        device = self._every[0]
        for name, is_as_strict in ((profile_values.LOCKS, set.issuperset), (profile_values.CLEARED, set.issubset)):
            said = {row.id: json.loads(row.value) for row in self._answers.values() if row.name == name}
            now = set(device.value(name) or ())  # type: ignore[call-overload]
            assert all(is_as_strict(now, each) for each in self._known.apart(said)), name
        for (exercise, side), step in device.steps().items():
            rows = (row for row in self._doses.values() if row.exercise == exercise and row.side in (None, side))
            assert step <= min(self._known.apart({row.id: row.step for row in rows}), default=step), (exercise, side)

    def _exchange(self, device: SimulatedDevice) -> None:
        device.exchange()

    def _die(self, device: SimulatedDevice) -> None:
        self._killer.left = self._chance.randrange(6)
        with suppress(Kill):
            device.exchange()
        self._killer.left = None

    def _carry(self, device: SimulatedDevice) -> None:
        disturb(self._chance.choice(self._every), device)

    def _session(self, device: SimulatedDevice) -> None:
        self._sessions.add(device.session())

    def _hold(self, device: SimulatedDevice) -> None:
        self._holds.add(device.hold(self._chance.choice(("soft", "hold")), self._chance.randrange(4, 10)))

    def _end_hold(self, device: SimulatedDevice) -> None:
        if known := sorted(device.in_force()):
            hold = self._chance.choice(known)
            end = self._chance.choice((device.store.pain_rests.release, device.store.pain_rests.correct))
            end(hold, device.utc())
            self._ended.add(hold)

    def _advice(self, device: SimulatedDevice) -> None:
        for hold in device.in_force():
            device.store.pain_rests.advise(hold, "advice", device.utc())

    def _delete(self, device: SimulatedDevice) -> None:
        shown = sorted(device.sessions() - self._deletions.keys())
        if shown and device.said:
            session = self._chance.choice(shown)
            deletions = device.deletions
            deletions.delete_session(session, "It")
            self._deletions.setdefault(session, []).append((device, deletions.undo))

    def _undo(self, device: SimulatedDevice) -> None:
        mine = [session for session, each in self._deletions.items() if each[0][0] is device]
        if mine:
            session = self._chance.choice(mine)
            self._deletions.pop(session)[0][1]()

    def _step(self, device: SimulatedDevice) -> None:
        side = self._chance.choice((None, "left", "right"))
        row = device.store.doses.find(device.step(self._chance.randrange(5), self._chance.choice(EXERCISES), side))
        assert row is not None
        self._doses[row.id] = row

    def _lock(self, device: SimulatedDevice) -> None:
        before = {row.id for row in device.store.profile.all()}
        for name, names in ((profile_values.LOCKS, LOCKS), (profile_values.CLEARED, EXERCISES)):
            device.say(name, [each for each in names if self._chance.random() < 0.5])
        device.say("contacts", [[each, "1"] for each in EXERCISES if self._chance.random() < 0.5])
        self._answers |= {row.id: row for row in device.store.profile.all() if row.id not in before}
        device.choose(pain_stop=self._chance.choice((5, 6)), up_s=float(self._chance.randrange(2, 5)))

    def _file(self, device: SimulatedDevice) -> None:
        content = self._chance.choice((b"one", b"two", b"three", None))
        device.file(self._chance.choice(("plans/mine.toml", "exercises/clam.jpg")), content)
