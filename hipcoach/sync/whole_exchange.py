"""An exchange that reads every record of the folder; `quick_exchange` does without where little has changed.

First this device tells what was done here, then it takes in what was done elsewhere, then it tells what it settled of
both. A record says up to where its maker had read: what was done without knowing of something else never undoes it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import msgspec

from hipcoach.errors import EnvironmentProblem
from hipcoach.settings import Settings
from hipcoach.store import Store
from hipcoach.sync import OLDER
from hipcoach.sync.causality import all_read
from hipcoach.sync.device import DeviceState, SharingDevice
from hipcoach.sync.exchange_result import ExchangeResult, ExchangeTime, SettingsHere
from hipcoach.sync.fold import Fold, fold
from hipcoach.sync.incoming import Progress, settle_apart, take_in
from hipcoach.sync.outgoing import Told, all_rows, stop_to_tell, to_tell
from hipcoach.sync.own_things import OwnThings, with_settings_of
from hipcoach.sync.reading_index import ReadingIndex, keep_index
from hipcoach.sync.segments import FolderContent, OwnSegments, file_sizes
from hipcoach.sync.shared_record import MOST_SEQ, SharedRecord
from hipcoach.sync.stricter import settled_stop, settled_things
from hipcoach.sync.telling import append_new
from hipcoach.zones import local_day


@dataclass(frozen=True, slots=True)
class WholeExchange:
    """Between one diary and all that is in one folder."""

    store: Store
    folder: Path
    device: SharingDevice
    own: OwnSegments
    content: FolderContent  # of the folder, as it was read
    progress: Progress

    def run(self, moment: ExchangeTime, here: SettingsHere) -> ExchangeResult:
        """Do it. Raises OSError where the folder cannot be written to, EnvironmentProblem where the diary cannot."""
        now, records = moment.now, self._records()
        own_things = OwnThings(here.current, self.store.folder)
        new, account = self._tell_what_is_new(records, own_things, here, now)
        changed = take_in(self.store, account, now, moment.uptime, self.progress)
        settled = settle_apart(self.store, account, now, local_day(now, moment.zone))
        is_first = self._is_first
        taken = own_things.take(settled_things(account), self.device.folder / OLDER, is_first=is_first)
        settings = replace(taken.settings, pain_stop=_stop(here, settled_stop(account)))
        more = self._tell_what_was_settled([*records, *new], account, now) if settled else []
        self.own.copy_out(self.folder)
        every = [*account.read, *more]
        state = self._state_after(every)
        problem = self._keep(settings, state, here)
        others = len({record.device for record in self.content.records} - {self.device.name})
        is_whole = not account.waiting and sum(state.read.values()) == len(every)
        if is_whole and not problem and not here.in_doubt and not self.store.sessions.not_ended():
            self._keep_index(others)
        return ExchangeResult(
            told=len(new) + len(more),
            changed={**changed, **({"own": taken.changed} if taken.changed else {})},
            devices=others,
            waiting=account.waiting,
            damaged=self.content.damaged,
            settings=settings,
            kept=taken.kept,
            device=self.device.name,
            problem=problem,
        )

    @property
    def _is_first(self) -> bool:
        """Return True if the settings were never the same for all yet."""
        return self.device.state.pain_stop is None

    def _records(self) -> list[SharedRecord]:
        """Return what is in the folder, and what this device has told that has not got there."""
        there = self.content.records
        ids = {record.id for record in there}
        return [*there, *(record for record in self.own.records() if record.id not in ids)]

    def _tell_what_is_new(
        self, records: Sequence[SharedRecord], own_things: OwnThings, here: SettingsHere, now: datetime
    ) -> tuple[list[SharedRecord], Fold]:
        """Append what was done here; return its records, and the account of all records with them."""
        state = self.device.state
        # What was done here before this reading was done without knowing what is read now.
        known_then = self._with_all_of_this_device(state.read)
        account = fold(records, now, known_then)
        stops = stop_to_tell(here.current.pain_stop, state.pain_stop, settled_stop(account))
        first_known = account.things if self._is_first else frozenset()
        new = self._append(
            [
                *to_tell(self.store, all_rows(self.store), account, known_then),
                *([] if here.in_doubt else stops),
                *own_things.to_tell(state.own, now, in_doubt=here.in_doubt, known=first_known),
            ],
            records,
            state.read,
            now,
        )
        if new:
            account = fold([*records, *new], now, self._with_all_of_this_device(all_read(account.read)))
        return new, account

    def _tell_what_was_settled(
        self, records: Sequence[SharedRecord], account: Fold, now: datetime
    ) -> list[SharedRecord]:
        """Append what was settled between here and there, made knowing all that was read; return its records."""
        read = all_read(account.read)
        told = to_tell(self.store, all_rows(self.store), account, self._with_all_of_this_device(read))
        return self._append(told, records, read, now)

    def _with_all_of_this_device(self, read: Mapping[str, int]) -> Mapping[str, int]:
        """Return up to where each device is read, this one without an end: it knows what it has done."""
        return {**read, self.device.name: MOST_SEQ}

    def _append(
        self, told: Sequence[Told], records: Sequence[SharedRecord], seen: Mapping[str, int], now: datetime
    ) -> list[SharedRecord]:
        last = max((record.seq for record in records if record.device == self.device.name), default=0)
        return append_new(self.own, self.device.name, told, seen, last, now)

    def _state_after(self, every: Sequence[SharedRecord]) -> DeviceState:
        """Return what this device knows of the folder once all of these records are read."""
        folder = str(self.folder.absolute())
        return msgspec.structs.replace(self.device.state, read=dict(all_read(every)), folder=folder)

    def _keep(self, settings: Settings, state: DeviceState, here: SettingsHere) -> str:
        """Keep the settings and what is the same for all now; return why the settings could not be saved, "" if so."""
        marks = OwnThings(settings, self.store.folder).marks()
        not_saved = msgspec.structs.replace(state, own=with_settings_of(marks, state.own))  # taken again the next time
        # From then on, what differs is a change of the user's.
        saved = msgspec.structs.replace(state, pain_stop=settings.pain_stop, own=marks)
        self.store.settle()
        try:
            here.keep(settings)
        except EnvironmentProblem as error:
            self.device.keep(not_saved)
            return str(error)
        self.device.keep(not_saved if here.in_doubt else saved)
        return ""

    def _keep_index(self, others: int) -> None:
        mine = {name: size for name, size in file_sizes(self.folder).items() if name.startswith(self.device.name)}
        files = {**self.content.read, **mine}
        folder = str(self.folder.absolute())
        index = ReadingIndex(self.device.name, folder, files, self.own.sizes(), self.store.marks(), others)
        keep_index(self.device, index)


def _stop(here: SettingsHere, least: int | None) -> int:
    """Return the score at which a session ends here from now on; what is in doubt never rises."""
    if least is None:
        return here.current.pain_stop
    return min(here.current.pain_stop, least) if here.in_doubt else least
