"""One exchange: read what is in the folder, tell what is new here, take in what is new there."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import msgspec

from hipcoach.errors import EnvironmentProblem
from hipcoach.settings import Settings
from hipcoach.store import Store
from hipcoach.sync.causality import all_read
from hipcoach.sync.device import SharingDevice, this_device
from hipcoach.sync.exchange_result import ExchangeResult, ExchangeTime
from hipcoach.sync.fold import fold
from hipcoach.sync.incoming import Progress, settle_apart, take_in
from hipcoach.sync.outgoing import Told, all_rows, stop_to_tell, to_tell
from hipcoach.sync.own_things import OwnThings
from hipcoach.sync.quick_exchange import QuickExchange
from hipcoach.sync.reading_index import ReadingIndex, drop_index, keep_index, read_index
from hipcoach.sync.segments import FolderContent, OwnSegments, file_sizes, read_folder
from hipcoach.sync.shared_record import MOST_SEQ, SharedRecord
from hipcoach.sync.stricter import settled_stop, settled_things
from hipcoach.sync.telling import append_new
from hipcoach.zones import local_day


class Exchange:
    """Between one diary and one folder."""

    def __init__(self, store: Store, folder: Path, progress: Progress = lambda _done, _of: None) -> None:
        self._store = store
        self._folder = folder
        self._progress = progress

    def run(self, moment: ExchangeTime, settings: Settings) -> ExchangeResult:
        """Do it. Raises EnvironmentProblem where the folder or the diary cannot be used; nothing is lost then."""
        device = this_device(self._store.folder)
        own = OwnSegments(device.folder, device.name)
        try:
            index = read_index(device, self._folder)
            if index is not None:
                quick = QuickExchange(self._store, self._folder, device, own, index).run(moment, settings)
                if quick is not None:
                    return quick
                drop_index(device)
            return self._run(moment, settings, read_folder(self._folder), device, own)
        except OSError as error:
            where = error.filename or self._folder
            raise EnvironmentProblem(f"{where}: expected a folder that can be written to ({error.strerror})") from error

    def _run(
        self,
        moment: ExchangeTime,
        settings: Settings,
        content: FolderContent,
        device: SharingDevice,
        own: OwnSegments,
    ) -> ExchangeResult:
        now, state, there = moment.now, device.state, content.records
        known = {record.id for record in there}
        records = [*there, *(record for record in own.records() if record.id not in known)]
        # What was done here before this reading was done without knowing what is read now.
        before = {**state.read, device.name: MOST_SEQ}
        account = fold(records, now, before)
        told = [
            *to_tell(self._store, all_rows(self._store), account, before),
            *stop_to_tell(settings.pain_stop, state.pain_stop),
            *OwnThings(settings, self._store.folder).to_tell(state.own, now),
        ]
        new = self._tell(told, records, state.read, own, device.name, now)
        if new:
            account = fold([*records, *new], now, {**all_read(account.read), device.name: MOST_SEQ})
        changed = take_in(self._store, account, now, moment.uptime, self._progress)
        read = all_read(account.read)
        settled = settle_apart(self._store, account, now, local_day(now, moment.zone))
        least = settled_stop(account)
        taken = OwnThings(settings, self._store.folder).take(settled_things(account), device.folder / "older")
        settings = replace(taken.settings, pain_stop=settings.pain_stop if least is None else least)
        changed = {**changed, **({"own": taken.changed} if taken.changed else {})}
        # What was settled is told as made knowing all that was read.
        all_known = {**read, device.name: MOST_SEQ}
        told = to_tell(self._store, all_rows(self._store), account, all_known) if settled else []
        more = self._tell(told, [*records, *new], read, own, device.name, now)
        own.copy_out(self._folder)
        every = [*account.read, *more]
        marks = OwnThings(settings, self._store.folder).marks()
        state = msgspec.structs.replace(state, read=dict(all_read(every)), pain_stop=settings.pain_stop, own=marks)
        device.keep(msgspec.structs.replace(state, folder=str(self._folder.absolute())))
        self._store.settle()
        others = len({record.device for record in there} - {device.name})
        is_whole = not account.waiting and sum(state.read.values()) == len(every)
        if is_whole and not self._store.sessions.not_ended():
            self._keep_index(content, device, own, others)
        return ExchangeResult(
            told=len(new) + len(more),
            changed=changed,
            devices=others,
            waiting=account.waiting,
            damaged=content.damaged,
            settings=settings,
            kept=taken.kept,
            device=device.name,
        )

    def _keep_index(self, content: FolderContent, device: SharingDevice, own: OwnSegments, others: int) -> None:
        mine = {name: size for name, size in file_sizes(self._folder).items() if name.startswith(device.name)}
        files = {**content.read, **mine}
        folder = str(self._folder.absolute())
        keep_index(device, ReadingIndex(device.name, folder, files, own.sizes(), self._store.marks(), others))

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
