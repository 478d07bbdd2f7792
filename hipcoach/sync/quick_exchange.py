"""An exchange in which sessions, answers and notes are new, and nothing else: ten years need not be read for these.

It does what `WholeExchange` does with all that there is; where anything else came, or was changed, it does nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from hipcoach.settings import Settings
from hipcoach.store import Store
from hipcoach.sync.causality import all_read
from hipcoach.sync.device import SharingDevice
from hipcoach.sync.exchange_result import ExchangeResult, ExchangeTime
from hipcoach.sync.fold import Fold, fold
from hipcoach.sync.incoming import take_in
from hipcoach.sync.outgoing import Told, new_rows, to_tell
from hipcoach.sync.own_things import OwnThings
from hipcoach.sync.reading_index import ReadingIndex, drop_index, follows, keep_index
from hipcoach.sync.segments import FolderContent, OwnSegments, file_sizes, read_files
from hipcoach.sync.shared_record import MOST_SEQ, RecordKind, SharedRecord
from hipcoach.sync.telling import append_new

ONLY_NEW = (RecordKind.SESSION, RecordKind.PAIN, RecordKind.SCREEN, RecordKind.NOTE)


@dataclass(frozen=True, slots=True)
class QuickExchange:
    """One exchange, tried by the index."""

    store: Store
    folder: Path
    device: SharingDevice
    own: OwnSegments
    index: ReadingIndex

    def run(self, moment: ExchangeTime, settings: Settings) -> ExchangeResult | None:
        """Do it; None, and nothing done, where everything has to be read. Raises OSError, EnvironmentProblem."""
        store, device, index, state = self.store, self.device, self.index, self.device.state
        own_things = OwnThings(settings, store.folder)
        if settings.pain_stop != state.pain_stop or own_things.marks() != state.own:
            return None
        if self.own.sizes() != index.own or store.sessions.not_ended():
            return None
        content = self._new_content()
        if content is None:
            return None
        records = [each for each in content.records if each.seq > state.read.get(each.device, 0)]
        if not follows(records, state.read) or any(each.kind not in ONLY_NEW for each in records):
            return None
        before = {**state.read, device.name: MOST_SEQ}
        account = fold(records, moment.now, before)
        if account.waiting or not self._is_new(account) or not store.are_kept(index.tables):
            return None
        told = to_tell(store, new_rows(store, index.tables), account, before)
        changed = self._do(told, account, content, records, moment) if told or records else {}
        return ExchangeResult(
            told=len(told),
            changed=changed,
            devices=index.devices + len(self._new_devices(records)),
            waiting=0,
            damaged=content.damaged,
            settings=settings,
            kept=(),
            device=device.name,
        )

    def _do(
        self,
        told: Sequence[Told],
        account: Fold,
        content: FolderContent,
        records: Sequence[SharedRecord],
        moment: ExchangeTime,
    ) -> Mapping[str, int]:
        """Tell, and take in; the index is away meanwhile, so that a death in the midst leads to reading everything."""
        device, read = self.device, self.device.state.read
        drop_index(device)
        new = append_new(self.own, device.name, told, read, read.get(device.name, 0), moment.now)
        changed = take_in(self.store, account, moment.now, moment.uptime)
        self.own.copy_out(self.folder, whole=False)
        device.keep(msgspec.structs.replace(device.state, read=dict(all_read([*records, *new], read))))
        self._keep_index(content, records)
        return changed

    def _new_devices(self, records: Iterable[SharedRecord]) -> set[str]:
        return {each.device for each in records} - set(self.device.state.read)

    def _new_content(self) -> FolderContent | None:
        """Return what is in the files that have grown or are new; None where one is gone, or shorter."""
        sizes, known = file_sizes(self.folder), self.index.files
        if any(sizes.get(name, -1) < size for name, size in known.items()):
            return None
        return read_files(self.folder, [name for name, size in sizes.items() if known.get(name) != size])

    def _is_new(self, account: Fold) -> bool:
        """Return True if the diary has no row yet of those that came."""
        store = self.store
        here = store.sessions.ids(ended=False)
        if any(row in here or store.sessions.is_deleted(row) for row in account.versions(RecordKind.SESSION)):
            return False
        tables = ((RecordKind.PAIN, store.pains), (RecordKind.SCREEN, store.screens), (RecordKind.NOTE, store.notes))
        return all(records.find(row) is None for kind, records in tables for row in account.versions(kind))

    def _keep_index(self, content: FolderContent, records: Sequence[SharedRecord]) -> None:
        device, index = self.device, self.index
        mine = {name: size for name, size in file_sizes(self.folder).items() if name.startswith(device.name)}
        keep_index(
            device,
            msgspec.structs.replace(
                index,
                files={**index.files, **content.read, **mine},
                own=self.own.sizes(),
                tables=self.store.marks(),
                devices=index.devices + len(self._new_devices(records)),
            ),
        )
