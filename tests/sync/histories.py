"""Random histories of several devices, and what must be true at their end."""

import random
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from hipcoach.planner import profile_values
from hipcoach.store import Store
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
        life = Life(every, chance, killer)
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


class Life:
    """What the users of the devices did, noted beside what the diaries say."""

    def __init__(self, every: list[SimulatedDevice], chance: random.Random, killer: Killer) -> None:
        self._every, self._chance, self._killer = every, chance, killer
        self._sessions: set[str] = set()
        self._holds: set[str] = set()
        self._ended: set[str] = set()
        self._doses: set[str] = set()
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
            self._file,
        )
        self._chance.choice((*often, *often, *seldom, self._die, self._advice))(device)

    def look(self) -> None:
        """Compare all diaries with one another, and with what was done."""
        first = self._every[0].account()
        for each in self._every:
            assert each.account() == first
            assert each.in_force() == self._holds - self._ended, "a rest ends only where somebody ended it"
            assert {row.id for row in each.store.holds.all()} == self._holds
            assert each.sessions() == self._sessions - self._deletions.keys()
            assert {row.id for row in each.store.doses.all()} >= self._doses

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
            end = self._chance.choice((device.store.holds.release, device.store.holds.correct))
            end(hold, device.utc())
            self._ended.add(hold)

    def _advice(self, device: SimulatedDevice) -> None:
        for hold in device.in_force():
            device.store.holds.advise(hold, "advice", device.utc())

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
        self._doses.add(device.step(self._chance.randrange(5), self._chance.choice(EXERCISES), side))

    def _lock(self, device: SimulatedDevice) -> None:
        name = self._chance.choice((profile_values.LOCKS, profile_values.CLEARED, "contacts"))
        names = LOCKS if name == profile_values.LOCKS else EXERCISES
        chosen = [each for each in names if self._chance.random() < 0.5]
        device.say(name, [[each, "1"] for each in chosen] if name == "contacts" else chosen)
        device.choose(pain_stop=self._chance.choice((5, 6)), up_s=float(self._chance.randrange(2, 5)))

    def _file(self, device: SimulatedDevice) -> None:
        content = self._chance.choice((b"one", b"two", b"three", None))
        device.file(self._chance.choice(("plans/mine.toml", "exercises/clam.jpg")), content)
