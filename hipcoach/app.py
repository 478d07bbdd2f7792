"""Opens the window, and the program behind it once its first frame has been painted.

The window is shown half built, with one sentence in it, before the diary is opened and the pages are loaded: the first
frame comes after 0.11 s instead of 0.25 s (`benchmarks/startup.py`). That is what the imports inside functions are for.
"""

import sys
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from hipcoach import APP_ID
from hipcoach.clock import SystemClock
from hipcoach.errors import DiaryInUse, EnvironmentProblem, InputError
from hipcoach.ui.desktop.one_window import ASK_AGAIN_S, SecondStart, raise_other, second_start, seems_open
from hipcoach.ui.desktop.window_place import WindowPlace
from hipcoach.ui.first_frame import IN_OUR_STYLE, opening
from hipcoach.ui.main_window import MainWindow

if TYPE_CHECKING:
    from hipcoach.catalogue.types import Catalogue
    from hipcoach.paths import Paths
    from hipcoach.settings import Settings

OPENED_ALREADY = "hipcoach is open already: its window has been brought to the front."
BY_SIGNAL = 128  # and the signal's number: the status that a shell gives
COULD_NOT_OPEN = 1  # the status of a start whose window has said why


Explain = Callable[[Exception], str]
"""Reports what a click led to, and returns what the window says of it."""


class StartContext(Protocol):
    """What the window is started with; settings and catalogue are loaded when first asked for."""

    @property
    def paths(self) -> "Paths":
        """The user's folders."""

    @property
    def settings(self) -> "Settings":
        """The user's settings."""

    @property
    def catalogue(self) -> "Catalogue":
        """The exercises and plans."""

    def print(self, text: str = "") -> None:
        """Write one line where the program was started from."""


@dataclass(frozen=True, slots=True)
class StartWish:
    """What a start was asked for."""

    plan: str | None = None  # to be done now
    file: Path | None = None  # to be taken in: a diary or a plan
    in_tray: bool = False  # no window, where there is a tray
    from_menu: bool = False  # nobody reads a terminal: what fails is shown in the window


def run(context: StartContext, explain: Explain, *, speed: float, voice: str, wish: StartWish) -> int:
    """Open the window, on the way into a plan where one is wished for, and stay until it is closed.

    `explain` is handed what a click led to, where that failed; the window says it and goes on.
    """
    if seems_open(context.paths.data) and _raised_other(context, wish.file):
        return 0
    app = QApplication.instance() or QApplication([*sys.argv[:1], *IN_OUR_STYLE])
    if not isinstance(app, QApplication):
        raise AssertionError("another kind of Qt application runs in this process")
    app.setApplicationName("hipcoach")
    app.setApplicationDisplayName("hipcoach")
    app.setDesktopFileName(APP_ID)
    startup = Startup(app, context, explain, speed=speed, voice=voice, wish=wish)
    sys.excepthook = partial(_tell_fault, explain, startup.window, context.paths.log)
    return startup.run()


class Startup(QObject):
    """Shows the window alone first; once that is painted, opens what takes longer: the diary, the plans, today."""

    def __init__(
        self,
        app: QApplication,
        context: StartContext,
        explain: Explain,
        *,
        speed: float,
        voice: str,
        wish: StartWish,
    ) -> None:
        super().__init__()
        self._app = app
        self._context = context
        self._speed = speed
        self._silent = voice == "silent" or speed != 1.0
        self._explain = explain
        self._wish = wish
        self._open = ExitStack()  # closed in turn when the window is
        self._fault: Exception | None = None
        self._real_clock = SystemClock()  # at no other speed
        self._refused_s: float | None = None  # when the diary could not be had first
        first_frame = opening(app, context.settings)
        first_frame.seen.connect(self._on_first_frame_seen)
        self.window = MainWindow(first_frame)

    def run(self) -> int:
        """Show the window and return when it is closed. Raises what kept the program from opening."""
        place = WindowPlace(self._context.paths.window_place)
        place.put(self.window)
        if self._wish.in_tray:
            QTimer.singleShot(0, self._on_first_frame_seen)
        else:
            self.window.show()
        with self._open:
            status = self._app.exec()
            self.window.hide()  # a signal has not closed it: what is typed on a page is kept as that is left
        place.keep(self.window)
        self.window.deleteLater()
        if self._fault is not None:
            raise self._fault
        return status

    def _on_first_frame_seen(self) -> None:
        try:
            self._open_program()
        except EnvironmentProblem as problem:
            self._look_for_another(problem)
        except Exception as error:  # of any kind: the command line has its line and its status for each
            self._give_up(error)

    def _look_for_another(self, problem: EnvironmentProblem) -> None:
        """Bring a window that has the diary to the front, and end; while it may still be starting, try again."""
        now_s = self._real_clock.now_s()
        self._refused_s = now_s if self._refused_s is None else self._refused_s
        following = second_start(
            raised=_raised_other(self._context, self._wish.file),
            in_use=isinstance(problem, DiaryInUse),
            waited_s=now_s - self._refused_s,
        )
        if following is SecondStart.TRY_AGAIN:
            QTimer.singleShot(round(1000 * ASK_AGAIN_S), self._on_first_frame_seen)
            return
        if following is SecondStart.TELL:
            self._give_up(problem)
        else:
            self._app.exit()

    def _give_up(self, error: Exception) -> None:
        """End with what kept the program from opening; where nobody reads a terminal, show it first."""
        if not self._wish.from_menu:
            self._fault = error
            self._app.exit()
            return
        from hipcoach.ui.crash_page import CrashPage  # for a start that failed alone
        from hipcoach.ui.desktop.file_dialogs import FileDialogs

        why = str(error) if isinstance(error, EnvironmentProblem | InputError) else self._explain(error)
        page = CrashPage(why, self._context.paths.log, FileDialogs().show_folder)
        page.closed.connect(lambda: self._app.exit(COULD_NOT_OPEN))
        self.window.show_alone(page)

    def _open_program(self) -> None:
        from hipcoach.coach.diary import open_diary_in  # 25 ms
        from hipcoach.program import Program  # 110 ms that the first frame need not wait for
        from hipcoach.ui.desktop.told_to_end import ToldToEnd

        clock = SystemClock(self._speed)
        store = self._open.enter_context(open_diary_in(self._context.paths.data, clock.utc()))
        context = self._context
        program = Program(
            self._app,
            self.window,
            clock,
            store,
            paths=context.paths,
            settings=context.settings,
            catalogue=context.catalogue,
            silent=self._silent,
        )
        self._open.callback(program.close)
        program.open(self._wish.plan, self._wish.file)
        ToldToEnd(self).told.connect(lambda number: self._app.exit(BY_SIGNAL + number))


def _raised_other(context: StartContext, file: Path | None) -> bool:
    raised = raise_other(context.paths.data, file)
    if raised:
        context.print(OPENED_ALREADY)
    return raised


def _tell_fault(
    explain: Explain,
    window: MainWindow,
    log: Path,
    kind: type[BaseException],
    error: BaseException,
    trace: TracebackType | None,
) -> None:
    """Say in the window what a click led to; the window goes on."""
    if isinstance(error, Exception):
        from hipcoach.ui.desktop.file_dialogs import FileDialogs  # where something fails alone

        window.tell(explain(error), buttons={"Show the log": lambda: FileDialogs().show_folder(log.parent)})
    else:
        sys.__excepthook__(kind, error, trace)
