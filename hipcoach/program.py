"""The program behind the window: connects the rooms, and makes each part when it is first asked for.

What an import inside a function keeps out of the start stands beside it, in milliseconds of CPU time.
"""

import gc
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

from hipcoach import __version__
from hipcoach.catalogue.types import Catalogue, SessionPlan
from hipcoach.clock import SystemClock
from hipcoach.coach.forecast import Forecast
from hipcoach.coach.profile import ProfileKeeper
from hipcoach.coach.session_settings import rule_in_force, script, timing
from hipcoach.coach.week import UserWeek
from hipcoach.paths import Paths
from hipcoach.safety.load import load_rule
from hipcoach.safety.rule import PainRule, with_titles
from hipcoach.store import Store
from hipcoach.ui.context import UiContext
from hipcoach.ui.first_frame import is_forced
from hipcoach.ui.main_window import MainWindow
from hipcoach.ui.page_changes import PageChanges
from hipcoach.ui.page_table import rail_pages
from hipcoach.ui.settings_keeper import SettingsKeeper
from hipcoach.ui.share_moments import ShareMoments
from hipcoach.ui.shared.figure_shelf import FigureShelf
from hipcoach.ui.sharing import Sharing
from hipcoach.ui.start_requests import StartRequests
from hipcoach.ui.theme.desktop_look import DesktopLook
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.words_on import WordsOn

if TYPE_CHECKING:
    from hipcoach.engine.types import CueLength
    from hipcoach.engine.words.script import Script
    from hipcoach.settings import Settings
    from hipcoach.ui.desktop.motion import DesktopMotion
    from hipcoach.ui.desktop.one_window import OneWindow
    from hipcoach.ui.reminders.background import Background
    from hipcoach.ui.session.session_flow import SessionFlow
    from hipcoach.ui.setup.screen_reader import ScreenReader
    from hipcoach.voice.protocol import Voice


class Program(QObject):
    """Everything that lives as long as the window; what is not needed at the start is made when first asked for."""

    def __init__(
        self,
        app: QApplication,
        window: MainWindow,
        clock: SystemClock,
        store: Store,
        *,
        paths: Paths,
        settings: "Settings",
        catalogue: Catalogue,
        silent: bool,
    ) -> None:
        super().__init__()
        self._app = app
        self._window = window
        self._paths = paths
        self._catalogue = catalogue
        self._clock = clock
        self._store = store
        self._silent = silent
        self._started_voice: Voice | None = None
        theme = Theme(
            app,
            paths.assets / "icons",
            choice=settings.theme,
            text_factor=settings.text_scale,
            reduce_motion=settings.reduce_motion,
            desktop=DesktopLook(forced_palette=is_forced(app), motion=self._new_motion),
        )
        self._changes = PageChanges(self)
        self._changes.failed.connect(lambda why: window.tell(why, buttons={"Try again": self._changes.try_again}))
        self._changes.all_made.connect(window.take_back_problem)
        self._settings = SettingsKeeper(settings, paths.settings_file, theme, self._changes, parent=self)
        self._words = WordsOn(paths, self._settings, clock, self._voice)
        self._rule = with_titles(load_rule(paths.sessions / "pain_rule.toml"), catalogue.sources)
        self._context = self._ui_context(theme)
        self._reader: ScreenReader | None = None
        if QAccessible.isActive():  # a screen reader asks about the first page already
            self._serve_reader()
        window.add_pages(theme, rail_pages(self._context, self))

    def open(self, plan: str | None = None, file: Path | None = None) -> None:
        """Show today, and over it what has to come first; a plan that was asked for, or a file, comes after that."""
        ShareMoments(self._app, self._window, self._context, self).begin()
        self._window.show_page("today")
        if not self._context.profile.read().first_run_done:
            self.first_run_again()
        elif plan is not None:
            self.start_plan(plan)
        elif self._store.sessions.not_ended():
            self._flow.offer_unfinished()
        if self._reader is not None:
            self._reader.ask_who_speaks()
        self._file = file
        QTimer.singleShot(0, self._on_opened)

    def close(self) -> None:
        """Stop the session and the voice, and let another window open."""
        made = vars(self)  # a `cached_property` stands there once it was asked for
        if "_flow" in made:
            self._flow.close()
        if self._started_voice is not None:
            self._started_voice.close()
        self._context.sharing.exchange()
        self._context.figures.close()
        if "_one_window" in made:
            self._one_window.close()

    # -- what pages ask for (`ui.page_table.PageRequests`)

    @Slot(str)
    def start_plan(self, plan_id: str) -> None:
        """Begin the way into this plan, which the user wants to do now."""
        self._context.sharing.exchange()
        self._flow.start_plan(plan_id)

    @Slot(object)
    def try_out(self, plan: SessionPlan) -> None:
        """Begin the way into a plan that is not kept: one exercise, tried out."""
        self._flow.try_out(plan)

    @Slot(str)
    def go_to(self, place: str) -> None:
        """Show another page of the rail."""
        self._window.show_page(place)

    @Slot()
    def answer_next_day(self) -> None:
        """Ask the next-day question: how it is compared with before the last session."""
        self._flow.ask_next_day()

    @Slot()
    def look_at_pain_rest(self) -> None:
        """Show the rest in force, where the user may say how it is now."""
        self._flow.show_pain_rest()

    @Slot(str)
    def ask_turn_on(self, exercise_id: str) -> None:
        """Ask whether an exercise that is off since a rest is turned on again."""
        self._flow.offer_turn_on(exercise_id)

    @Slot()
    def first_run_again(self) -> None:
        """Ask the questions of the first run again."""
        from hipcoach.ui.setup.first_run_page import FirstRunPage  # 12 ms

        page = FirstRunPage(self._context)
        page.finished.connect(self._window.give_back)
        self._window.take_over(page)

    # -- what is made when first asked for

    @cached_property
    def _flow(self) -> "SessionFlow":
        from hipcoach.coach.keys import KeyTable
        from hipcoach.coach.mid_session import MidSession
        from hipcoach.coach.session_diary import SessionDiary
        from hipcoach.ui.desktop.awake import for_this_system
        from hipcoach.ui.desktop.sleep_watch import SleepWatch
        from hipcoach.ui.player.running_session import PlayerParts, PlayerRunner
        from hipcoach.ui.session.session_flow import SessionFlow  # 130 ms with the session's others above

        sleep_watch = SleepWatch(self)
        sleep_watch.start()
        diary = SessionDiary(
            self._store,
            self._clock,
            self._catalogue,
            rule=self._rule_in_force,
            full_times=lambda: self._settings.current.full_instructions_times,
            app_version=__version__,
        )
        sharing, forecast = self._context.sharing, self._context.forecast
        parts = PlayerParts(
            clock=self._clock,
            theme=self._context.theme,
            figures=self._context.figures,
            window=self._window,
            rule=self._rule_in_force,
            timing=lambda: timing(self._settings.current),
            script=self._script,
            voice=self._voice,
            awake=for_this_system(),
            sleep_watch=sleep_watch,
            full_screen=lambda: self._settings.current.full_screen,
            who_speaks=lambda: self._settings.current.who_speaks if QAccessible.isActive() else None,
            keys=lambda: KeyTable.of(self._settings.current),
            switch=self._words.switch,
            words=self._words,
            mid_session=lambda session: MidSession(sharing.look, diary, forecast, session) if sharing.folder else None,
        )
        return SessionFlow(self._context, diary, self._window, PlayerRunner(parts))

    @cached_property
    def _one_window(self) -> "OneWindow":
        from hipcoach.ui.desktop.one_window import OneWindow  # 2 ms

        window = OneWindow(self._paths.data, self)
        window.raise_requested.connect(self._on_raise_requested)
        return window

    def _serve_reader(self) -> None:
        from hipcoach.ui.setup.screen_reader import ScreenReader  # for screen readers alone

        if self._reader is None:
            self._reader = ScreenReader(self._context, self._window, self.first_run_again)

    def _new_motion(self) -> "DesktopMotion":
        from hipcoach.ui.desktop.motion import DesktopMotion  # 9 ms, and 3 MB: only where something moves

        return DesktopMotion(self)

    @cached_property
    def _background(self) -> "Background":
        from hipcoach.ui.reminders.background import Background  # 4 ms, only with reminders on

        return Background(self._app, self._context, self._window, self._on_raise_requested, self)

    def _voice(self) -> "Voice":
        self._started_voice = self._started_voice or self._start_voice()
        return self._started_voice

    def _start_voice(self) -> "Voice":
        if self._silent:
            from hipcoach.voice.silent import SilentVoice  # 3 ms

            return SilentVoice()
        from hipcoach.voice.speaking import VoiceOptions, open_voice  # 16 ms

        paths = self._paths
        options = VoiceOptions.of(self._settings.current)
        voice = open_voice(options, paths.speech, paths.assets / "tones", paths.voices, clock=self._clock)
        self._settings.changed.connect(lambda settings: voice.adjust(VoiceOptions.of(settings)))
        return voice

    def _script(self) -> "Script":
        """Return the phrases as they will be spoken; lengths come from the voice once there is one."""
        taught, length_s = (answers.said if (answers := self._words()) else None), self._cue_length()
        return script(self._paths.assets, self._settings.current, self._rule_in_force(), length_s, taught=taught)

    def _cue_length(self) -> "CueLength":
        from hipcoach.voice.lengths import cue_length, kept_cue_length  # 5 ms

        if self._started_voice is None:
            return kept_cue_length(self._paths.speech, self._settings.current)
        return cue_length(self._started_voice, self._settings.current)

    def _rule_in_force(self) -> PainRule:
        return rule_in_force(self._rule, self._settings.current)

    def _ui_context(self, theme: Theme) -> UiContext:
        profile = ProfileKeeper(self._store, self._clock)
        return UiContext(
            paths=self._paths,
            clock=self._clock,
            theme=theme,
            settings=self._settings,
            changes=self._changes,
            catalogue=self._catalogue,
            store=self._store,
            profile=profile,
            week=UserWeek(self._store, self._clock, self._catalogue, profile, self._rule_in_force),
            shipped_rule=self._rule,
            forecast=Forecast(
                store=self._store,
                clock=self._clock,
                rule=self._rule_in_force,
                catalogue=self._catalogue,
                settings=lambda: self._settings.current,
                script=self._script,
                timing=lambda: timing(self._settings.current),
            ),
            sharing=Sharing(self._store, self._clock, self._settings, self),
            figures=FigureShelf.of(self._paths, self._clock, lambda who: self._settings.change(shown_by=who)),
            voice=self._voice,
            words=self._words,
        )

    # -- what happens

    def _on_opened(self) -> None:
        """Set up what is not needed before there is something to see."""
        gc.freeze()  # what the start made stays: no later collection looks through it (9 ms, see `cli.window`)
        gc.enable()  # `cli.window` turned it off
        self._one_window.listen()
        self._settings.changed.connect(self._on_settings_changed)
        self._on_settings_changed(self._settings.current)
        self._requests = StartRequests(self._app, self._window, self._paths, self)
        self._requests.open_file(self._file)
        QTimer.singleShot(0, self._serve_reader)  # only once the first page has been painted

    def _on_settings_changed(self, settings: "Settings") -> None:
        from hipcoach.coach.keys import KeyTable  # 2 ms that today's page does not wait for

        self._window.keys = KeyTable.of(settings)
        self._context.figures.show_with(settings.shown_by, settings.skin_tone)
        if settings.reminders or settings.sitting:
            self._background.follow(settings)  # made now if it has not been; from then on it follows by itself

    def _on_raise_requested(self, file: Path | None = None) -> None:
        if file is not None:
            self._requests.open_file(file)
        self._window.setWindowState(self._window.windowState() & ~Qt.WindowState.WindowMinimized)
        self._window.show()
        self._window.raise_()
        self._window.activateWindow()
