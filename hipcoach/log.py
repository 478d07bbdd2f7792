"""The log: one line for every fallback taken, and the place in the program where a fault happened.

A module says that it goes on without something with `logging.getLogger(__name__).warning(…)`; `log_to` keeps such lines
in the user's data folder. Nothing is written while all is well. The voice's helper processes log nothing themselves:
they answer the window with what failed, and the window logs it.

What is personal stays out: no score, note, name, contact or spoken phrase is ever handed to a logger, the user's
folders are written as `~`, `<data>` and `<cache>`, and of an exception that nobody foresaw only the class and the lines
of code are kept, since its message may quote anything.
"""

import logging
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from traceback import walk_tb

from hipcoach import __version__
from hipcoach.paths import PRIVATE_FILE, Paths

LARGEST_BYTES = 256 * 1024  # then the file becomes the old one, and the old one before it is dropped
OLD_SUFFIX = ".1"
_PACKAGE = Path(__file__).parent


@contextmanager
def log_to(paths: Paths) -> Iterator[None]:
    """Keep what hipcoach's modules log in `paths.log` until the context ends."""
    logger = logging.getLogger("hipcoach")
    file = LogFile(paths.log)
    file.setFormatter(PrivateFormatter(paths))
    logger.addHandler(file)
    try:
        yield
    finally:
        logger.removeHandler(file)
        file.close()


def log_fault(error: Exception) -> None:
    """Log where a fault happened. Raises OSError where the log cannot be written."""
    logging.getLogger("hipcoach").error("a fault in hipcoach %s", __version__, exc_info=error)


class LogFile(logging.Handler):
    """Appends to a file that only the user may read, and starts a new one when it has grown large.

    The file is opened for each record: there are few, and two processes may write to it. (The standard library's
    RotatingFileHandler loads sockets and pickle, 5 ms at every start, and leaves the file's mode to the system.)
    """

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path

    def emit(self, record: logging.LogRecord) -> None:
        """Write a record. Raises OSError for a fault, whose reporter tells the user where to find it."""
        try:
            self._append(f"{self.format(record)}\n")
        except OSError:
            if record.exc_info:
                raise

    def _append(self, text: str) -> None:
        if self._path.exists() and self._path.stat().st_size > LARGEST_BYTES:
            self._path.replace(self._path.with_name(self._path.name + OLD_SUFFIX))
        descriptor = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, PRIVATE_FILE)
        with open(descriptor, "a", encoding="utf-8", errors="backslashreplace") as file:
            self._path.chmod(PRIVATE_FILE)
            file.write(text)


class PrivateFormatter(logging.Formatter):
    """One line for a record, with the time in UTC; the user's folders are not named."""

    converter = staticmethod(time.gmtime)
    default_time_format = "%Y-%m-%dT%H:%M:%S"
    default_msec_format = "%s.%03dZ"

    def __init__(self, paths: Paths) -> None:
        super().__init__()
        # The innermost first: the data folder usually lies in the home folder.
        self._places = {str(paths.data): "<data>", str(paths.cache): "<cache>", str(Path.home()): "~"}

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as text: one line, and after it a fault's lines of code."""
        line = " ".join(f"{self.formatTime(record)} {record.levelname} {record.name}: {record.getMessage()}".split())
        error = record.exc_info[1] if record.exc_info else None
        text = "\n".join([line, *_where(error)])
        for place, name in self._places.items():
            text = text.replace(place, name)
        return text


def _where(error: BaseException | None) -> Iterator[str]:
    """Yield the traceback of an error and of those behind it, newest first, without their messages."""
    while error is not None:
        yield f"Traceback of {type(error).__name__}{_system_reason(error)}:"
        for frame, number in walk_tb(error.__traceback__):
            yield f"  {_short(Path(frame.f_code.co_filename))}:{number} in {frame.f_code.co_name}"
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _system_reason(error: BaseException) -> str:
    """Return the system's own words for its error; they quote nothing of the user's."""
    return f" ({error.strerror})" if isinstance(error, OSError) and error.strerror else ""


def _short(file: Path) -> Path:
    """Return a source file's path without the folders that it is installed in."""
    return file.relative_to(_PACKAGE.parent) if file.is_relative_to(_PACKAGE) else Path(*file.parts[-2:])
