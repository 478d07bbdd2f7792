"""Simulated devices: each with a diary, a clock and its own copy of the shared folder."""

import random
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from hipcoach.clock import Uptime
from hipcoach.coach.diary import open_diary_in
from hipcoach.errors import EnvironmentProblem
from hipcoach.history import diary_document as doc
from hipcoach.history.deletions import Deletions
from hipcoach.history.merge import write_session
from hipcoach.planner import profile_values
from hipcoach.safety.reason import as_written, reason_text
from hipcoach.settings import Settings
from hipcoach.store import Store
from hipcoach.store.rows import DoseRow, NoteRow, PainRestRow, PainRow
from hipcoach.sync import device, incoming, telling
from hipcoach.sync.exchange import Exchange
from hipcoach.sync.exchange_result import ExchangeResult, ExchangeTime, SettingsHere
from hipcoach.sync.own_things import FOLDERS
from hipcoach.sync.segments import SHARED
from hipcoach.sync.shared_deletions import SharedDeletions

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
WHY = reason_text(as_written("Two settled."))
SIDES = (None, "left", "right")


@dataclass
class World:
    """The time that passes for all, and where ids come from: the same in every run."""

    random: random.Random
    now: datetime = START
    made: int = 0

    def pass_time(self) -> None:
        self.now += timedelta(minutes=self.random.randrange(1, 600))

    def new_id(self) -> str:
        self.made += 1
        return str(UUID(int=self.random.getrandbits(128)))


@dataclass
class SimulatedDevice:
    """One computer; its clock is off by `skew`."""

    world: World
    data: Path
    folder: Path
    store: Store
    skew: timedelta = timedelta()
    settings: Settings = field(default_factory=Settings)
    in_doubt: bool = False
    is_full: bool = False  # its disk, for the settings alone
    said: list[ExchangeResult] = field(default_factory=list)

    def utc(self) -> datetime:
        return self.world.now + self.skew

    def keep(self, settings: Settings) -> None:
        if self.is_full:
            raise EnvironmentProblem("full")
        self.settings = settings

    @property
    def deletions(self) -> Deletions:
        return Deletions(self.store, self, SharedDeletions(self.data))  # type: ignore[arg-type]  # only asked for `utc`

    def exchange(self) -> ExchangeResult:
        moment = ExchangeTime(self.utc(), UTC, Uptime("a run", 1000.0))
        outcome = Exchange(self.store, self.folder).run(moment, SettingsHere(self.settings, self.in_doubt, self.keep))
        self.said.append(outcome)
        return outcome

    # -- what its user does

    def session(self) -> str:
        made = session_doc(self.world.new_id(), self.utc())
        with self.store.transaction():
            write_session(self.store, made)
        self.store.pains.add(PainRow(self.world.new_id(), "after", self.utc(), 2, made.id))
        return made.id

    def note(self, session: str) -> str:
        row = NoteRow(self.world.new_id(), session, "a note", self.utc())
        self.store.notes.add(row)
        return row.id

    def hold(self, kind: str = "hold", peak: int = 7) -> str:
        row = PainRestRow(self.world.new_id(), kind, self.utc(), ("bridge",), None, 2, peak, "2")
        self.store.pain_rests.add(row)
        return row.id

    def step(self, step: int, exercise: str = "bridge", side: str | None = None) -> str:
        row = DoseRow(
            self.world.new_id(), exercise, side, step, self.utc(), self.utc().date().isoformat(), "progression", WHY
        )
        self.store.doses.add(row)
        return row.id

    def say(self, name: str, value: object) -> None:
        profile_values.keep_answer(self.store, name, value, self.utc())

    def choose(self, **values: object) -> None:
        self.settings = replace(self.settings, **values)  # type: ignore[arg-type]

    def file(self, place: str, content: bytes | None) -> None:
        path = self.data / place
        path.parent.mkdir(exist_ok=True)
        if content is None:
            path.unlink(missing_ok=True)
        else:
            path.write_bytes(content)

    # -- what stands in its diary

    def in_force(self) -> set[str]:
        return {hold.id for hold in self.store.pain_rests.in_force()}

    def sessions(self) -> set[str]:
        return {head.id for head in self.store.sessions.all()}

    def value(self, name: str) -> object:
        return profile_values.value(self.store, name, None)

    def steps(self) -> dict[tuple[str, str], int]:
        current = self.store.doses.current()
        return {
            (exercise, side): current.get((exercise, side), current.get((exercise, None))).step  # type: ignore[union-attr]
            for exercise in {exercise for exercise, _ in current}
            for side in ("left", "right")
            if current.get((exercise, side), current.get((exercise, None))) is not None
        }

    def account(self) -> dict[str, object]:
        """All that must end the same everywhere; when a rest began is each device's own."""
        return {
            "sessions": self.sessions(),
            "pains": {row.id: row for row in self.store.pains.all() if row.session in {None, *self.sessions()}},
            "notes": {row.id: row for row in self.store.notes.all() if row.session in self.sessions()},
            "rests": {row.id: (row.kind, row.peak, row.in_force, row.advice) for row in self.store.pain_rests.all()},
            "steps": self.steps(),
            "locks": self.value(profile_values.LOCKS),
            "cleared": self.value(profile_values.CLEARED),
            "contacts": self.value("contacts"),
            "settings": self.settings,
            "files": {
                f"{folder}/{path.name}": path.read_bytes()
                for folder in FOLDERS
                for path in (self.data / folder).glob("*")
            },
        }


def session_doc(id: str, at: datetime) -> doc.SessionDoc:
    dose = doc.DoseDoc(1, 5, 3.0, 10.0, 0.0, "start")
    return doc.SessionDoc(
        id=id,
        plan="first-steps",
        title="First steps",
        started_at=at,
        zone="Europe/Berlin",
        offset_min=60,
        local_date=at.date().isoformat(),
        app_version="0.1.0",
        rule_version="2",
        base=2,
        ended_at=at + timedelta(minutes=10),
        duration_s=600.0,
        finish="completed",
        hold="none",
        exercises=[doc.ExerciseDoc(0, "bridge", "Bridge", dose, None, "done", "same", "")],
        sets=[doc.SetDoc(0, "bridge", 1, "", 5, 5, 3.0, 3.0)],
        events=[],
    )


@contextmanager
def devices(place: Path, skews: list[timedelta], seed: int = 0) -> Iterator[list[SimulatedDevice]]:
    world = World(random.Random(seed))
    made: list[SimulatedDevice] = []
    for number, skew in enumerate(skews):
        data, folder = place / f"data-{number}", place / f"folder-{number}"
        folder.mkdir(parents=True)
        made.append(SimulatedDevice(world, data, folder, open_diary_in(data, START + skew), skew))
    with pytest.MonkeyPatch.context() as patch:
        for module in (uuid, telling, device, incoming):  # the same names in every run
            patch.setattr(module, "uuid4", lambda: UUID(int=world.random.getrandbits(128)))
        try:
            yield made
        finally:
            for each in made:
                each.store.close()


def carry(source: SimulatedDevice, target: SimulatedDevice) -> None:
    """Bring all that one copy of the folder has to another, as a program of sync does at last."""
    for path in (source.folder / SHARED).glob("*/*"):
        there = target.folder / SHARED / path.parent.name / path.name
        if not there.exists() or there.stat().st_size < path.stat().st_size:
            there.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, there)


def disturb(source: SimulatedDevice, target: SimulatedDevice) -> None:
    """Bring over some files, in any order, some of them torn, some as the copy that a conflict makes."""
    chance = source.world.random
    files = sorted((source.folder / SHARED).glob("*/*"))
    for path in chance.sample(files, len(files)):
        what = chance.choice(("later", "whole", "torn", "conflict"))
        there = target.folder / SHARED / path.parent.name / path.name
        there.parent.mkdir(parents=True, exist_ok=True)
        content = path.read_bytes()
        if what == "conflict":
            stem = path.name.removesuffix(".jsonl")
            there = there.with_name(f"{stem}.sync-conflict-20260302-{chance.randrange(9)}.jsonl")
        if what == "torn":
            content = content[: chance.randrange(len(content) + 1)]
        has = there.stat().st_size if there.exists() else 0
        if what != "later" and (what == "conflict" or len(content) > has):
            there.write_bytes(content)


def settle(every: list[SimulatedDevice], rounds: int = 12) -> None:
    """Let all be brought everywhere, until no device has anything to tell, twice: one that died may copy out first."""
    quiet = 0
    for _ in range(rounds):
        told = 0
        for one in every:
            for other in every:
                if other is not one:
                    carry(other, one)
            told += one.exchange().told
        quiet = 0 if told else quiet + 1
        if quiet == 2:
            return
    raise AssertionError("they never come to rest")
