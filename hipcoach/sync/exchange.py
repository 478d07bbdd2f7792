"""One exchange: read what is in the folder, tell what is new here, take in what is new there."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import msgspec

from hipcoach.errors import EnvironmentProblem
from hipcoach.store import Store
from hipcoach.sync import OLDER
from hipcoach.sync.causality import all_read
from hipcoach.sync.device import SharingDevice, this_device
from hipcoach.sync.exchange_result import ExchangeResult, ExchangeTime, SettingsHere
from hipcoach.sync.fold import fold
from hipcoach.sync.incoming import Progress, settle_apart, take_in
from hipcoach.sync.outgoing import Told, all_rows, stop_to_tell, to_tell
from hipcoach.sync.own_things import OwnThings, with_settings_of
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

    def run(self, moment: ExchangeTime, here: SettingsHere) -> ExchangeResult:
        """Do it. Raises EnvironmentProblem where the folder or the diary cannot be used; nothing is lost then."""
        device = this_device(self._store.folder)
        own = OwnSegments(device.folder, device.name)
        try:
            index = read_index(device, self._folder)
            if index is not None:
                quick = QuickExchange(self._store, self._folder, device, own, index).run(moment, here.current)
                if quick is not None:
                    return quick
                drop_index(device)
            return self._run(moment, here, read_folder(self._folder), device, own)
        except OSError as error:
            where = error.filename or self._folder
            raise EnvironmentProblem(f"{where}: expected a folder that can be written to ({error.strerror})") from error

    def _run(
        self,
        moment: ExchangeTime,
        here: SettingsHere,
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
        is_first = state.pain_stop is None  # the settings were never the same for all yet
        own_things = OwnThings(here.current, self._store.folder)
        told = [
            *to_tell(self._store, all_rows(self._store), account, before),
            *([] if here.in_doubt else stop_to_tell(here.current.pain_stop, state.pain_stop, settled_stop(account))),
            *own_things.to_tell(
                state.own, now, in_doubt=here.in_doubt, known=account.things if is_first else frozenset()
            ),
        ]
        new = self._tell(told, records, state.read, own, device.name, now)
        if new:
            account = fold([*records, *new], now, {**all_read(account.read), device.name: MOST_SEQ})
        changed = take_in(self._store, account, now, moment.uptime, self._progress)
        read = all_read(account.read)
        settled = settle_apart(self._store, account, now, local_day(now, moment.zone))
        least = settled_stop(account)
        taken = own_things.take(settled_things(account), device.folder / OLDER, is_first=is_first)
        settings = replace(taken.settings, pain_stop=_stop(here, least))
        changed = {**changed, **({"own": taken.changed} if taken.changed else {})}
        # What was settled is told as made knowing all that was read.
        all_known = {**read, device.name: MOST_SEQ}
        told = to_tell(self._store, all_rows(self._store), account, all_known) if settled else []
        more = self._tell(told, [*records, *new], read, own, device.name, now)
        own.copy_out(self._folder)
        every = [*account.read, *more]
        state = msgspec.structs.replace(state, read=dict(all_read(every)), folder=str(self._folder.absolute()))
        marks = OwnThings(settings, self._store.folder).marks()
        kept_marks = msgspec.structs.replace(state, own=with_settings_of(marks, state.own))
        self._store.settle()
        problem = ""
        try:
            here.keep(settings)
            if not here.in_doubt:  # saved: from now on, what differs is a change of the user's
                kept_marks = msgspec.structs.replace(state, pain_stop=settings.pain_stop, own=marks)
        except EnvironmentProblem as error:  # they are taken again the next time
            problem = str(error)
        device.keep(kept_marks)
        others = len({record.device for record in there} - {device.name})
        is_whole = not account.waiting and sum(state.read.values()) == len(every)
        if is_whole and not problem and not here.in_doubt and not self._store.sessions.not_ended():
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
            problem=problem,
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


def _stop(here: SettingsHere, least: int | None) -> int:
    """Return the score at which a session ends here from now on; what is in doubt never rises."""
    if least is None:
        return here.current.pain_stop
    return min(here.current.pain_stop, least) if here.in_doubt else least
