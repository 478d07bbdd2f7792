"""One exchange: read what is in the folder, tell what is new here, take in what is new there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from pathlib import Path
from uuid import uuid4

import msgspec

from hipcoach.clock import Uptime
from hipcoach.errors import EnvironmentProblem
from hipcoach.store import Store
from hipcoach.sync.causality import all_read
from hipcoach.sync.device import SharingDevice, this_device
from hipcoach.sync.fold import fold
from hipcoach.sync.incoming import settle_apart, take_in
from hipcoach.sync.outgoing import Told, stop_to_tell, to_tell
from hipcoach.sync.segments import OwnSegments, read_folder
from hipcoach.sync.shared_record import MOST_SEQ, SharedRecord, record_of
from hipcoach.sync.stricter import settled_stop
from hipcoach.zones import local_day


@dataclass(frozen=True, slots=True)
class ExchangeTime:
    """When an exchange takes place."""

    now: datetime
    zone: tzinfo
    uptime: Uptime


@dataclass(frozen=True, slots=True)
class ExchangeResult:
    """What an exchange did."""

    told: int  # records of this device that are new in the folder
    changed: Mapping[str, int]  # sessions, rests, deleted, ended: here
    devices: int  # others in the folder
    waiting: int  # records that cannot be taken in yet
    damaged: int  # lines that cannot be read
    pain_stop: int  # the score at which a session ends from now on
    device: str


class Exchange:
    """Between one diary and one folder."""

    def __init__(self, store: Store, folder: Path) -> None:
        self._store = store
        self._folder = folder

    def run(self, moment: ExchangeTime, pain_stop: int) -> ExchangeResult:
        """Do it. Raises EnvironmentProblem where the folder or the diary cannot be used; nothing is lost then."""
        device = this_device(self._store.folder)
        own = OwnSegments(device.folder, device.name)
        try:
            content = read_folder(self._folder)
            return self._run(moment, pain_stop, content.records, content.damaged, device, own)
        except OSError as error:
            where = error.filename or self._folder
            raise EnvironmentProblem(f"{where}: expected a folder that can be written to ({error.strerror})") from error

    def _run(
        self,
        moment: ExchangeTime,
        pain_stop: int,
        there: Sequence[SharedRecord],
        damaged: int,
        device: SharingDevice,
        own: OwnSegments,
    ) -> ExchangeResult:
        now, state = moment.now, device.state
        known = {record.id for record in there}
        records = [*there, *(record for record in own.records() if record.id not in known)]
        # What was done here before this reading was done without knowing what is read now.
        before = {**state.read, device.name: MOST_SEQ}
        account = fold(records, now, before)
        told = [*to_tell(self._store, account, before), *stop_to_tell(pain_stop, state.pain_stop)]
        new = self._tell(told, records, state.read, own, device.name, now)
        if new:
            account = fold([*records, *new], now, {**all_read(account.read), device.name: MOST_SEQ})
        changed = take_in(self._store, account, now, moment.uptime)
        read = all_read(account.read)
        settled = settle_apart(self._store, account, now, local_day(now, moment.zone))
        least = settled_stop(account)
        least = pain_stop if least is None else least
        # What was settled is told as made knowing all that was read.
        told = to_tell(self._store, account, {**read, device.name: MOST_SEQ}) if settled else []
        more = self._tell(told, [*records, *new], read, own, device.name, now)
        own.copy_out(self._folder)
        state = msgspec.structs.replace(state, read=dict(all_read([*account.read, *more])), pain_stop=least)
        device.keep(msgspec.structs.replace(state, folder=str(self._folder.absolute())))
        self._store.settle()
        return ExchangeResult(
            told=len(new) + len(more),
            changed=changed,
            devices=len({record.device for record in there} - {device.name}),
            waiting=account.waiting,
            damaged=damaged,
            pain_stop=least,
            device=device.name,
        )

    def _tell(
        self,
        told: Sequence[Told],
        records: Sequence[SharedRecord],
        seen: Mapping[str, int],
        own: OwnSegments,
        device: str,
        now: datetime,
    ) -> list[SharedRecord]:
        last = max((record.seq for record in records if record.device == device), default=0)
        return append_new(own, device, told, seen, last, now)


def append_new(
    own: OwnSegments, device: str, told: Sequence[Told], seen: Mapping[str, int], last: int, now: datetime
) -> list[SharedRecord]:
    """Write new records of this device after its `last`, on its own disk; return them. Raises OSError."""
    others = {name: count for name, count in seen.items() if name != device}
    new = [
        record_of(str(uuid4()), device, last + number, others, now, kind, body)
        for number, (kind, body) in enumerate(told, start=1)
    ]
    own.append(new, now)
    return new
