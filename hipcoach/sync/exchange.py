"""One exchange: read what is in the folder, tell what is new here, take in what is new there."""

from pathlib import Path

from hipcoach.errors import EnvironmentProblem
from hipcoach.store import Store
from hipcoach.sync.device import this_device
from hipcoach.sync.exchange_result import ExchangeResult, ExchangeTime, SettingsHere
from hipcoach.sync.incoming import Progress
from hipcoach.sync.quick_exchange import QuickExchange
from hipcoach.sync.reading_index import drop_index, read_index
from hipcoach.sync.segments import OwnSegments, read_folder
from hipcoach.sync.whole_exchange import WholeExchange


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
            content = read_folder(self._folder)
            return WholeExchange(self._store, self._folder, device, own, content, self._progress).run(moment, here)
        except OSError as error:
            where = error.filename or self._folder
            raise EnvironmentProblem(f"{where}: expected a folder that can be written to ({error.strerror})") from error
