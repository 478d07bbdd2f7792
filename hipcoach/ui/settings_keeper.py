"""The settings while the window is open: each change takes effect at once and is written to the file."""

import dataclasses
import logging
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from hipcoach import settings_file
from hipcoach.errors import EnvironmentProblem
from hipcoach.settings import Settings
from hipcoach.ui.page_changes import PageChanges
from hipcoach.ui.theme.theme import Theme

logger = logging.getLogger(__name__)


class SettingsKeeper(QObject):
    """Holds the present settings. The theme follows a change before `changed` is emitted."""

    changed = Signal(object)  # Settings

    def __init__(
        self, current: Settings, path: Path, theme: Theme, changes: PageChanges, *, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._current = current
        self._path = path
        self._theme = theme
        self._changes = changes
        self._is_doubted = False  # the file could not be read
        self._is_unsaved = False  # the user's last change

    @property
    def current(self) -> Settings:
        """Return the present settings."""
        return self._current

    def change(self, **values: object) -> None:
        """Change some settings. Raises ValueError, and changes nothing, if a value is out of its range."""
        changed = dataclasses.replace(self._current, **values)  # type: ignore[arg-type]  # checked by Settings itself
        if changed == self._current:
            return
        self._use(changed)
        self._changes.make(self, self._save)

    def are_in_doubt(self) -> bool:
        """Return True if the file cannot be read, or cannot be written with the user's last change."""
        if self._is_unsaved:
            try:
                self._save()
            except EnvironmentProblem:
                return True
            self._changes.forget(self)
        self._is_doubted = self._is_doubted or bool(settings_file.load(self._path).problems)
        return self._is_doubted

    def keep(self, settings: Settings) -> None:
        """Take over what came from another computer, saved first. Raises EnvironmentProblem.

        A lower stop holds even then. Where the file is in doubt nothing is saved, and a change of the user's stays.
        """
        with_stop = dataclasses.replace(self._current, pain_stop=min(self._current.pain_stop, settings.pain_stop))
        if self._is_unsaved:
            settings = with_stop
        if self._is_unsaved or (settings != self._current and not self._is_doubted):
            try:
                self._write(settings)
            except EnvironmentProblem:
                self._is_unsaved = self._is_unsaved or with_stop != self._current
                self._use(with_stop)
                raise
            self._is_unsaved = False
        self._use(settings)

    def _use(self, settings: Settings) -> None:
        if settings != self._current:
            self._current = settings
            self._theme.change(
                choice=settings.theme, text_factor=settings.text_scale, reduce_motion=settings.reduce_motion
            )
            self.changed.emit(settings)

    def _save(self) -> None:
        self._is_unsaved = True
        self._write(self._current)
        self._is_unsaved = self._is_doubted = False

    def _write(self, settings: Settings) -> None:
        try:
            settings_file.save(self._path, settings)
        except OSError as error:
            logger.warning("the settings could not be saved: %s", error.strerror)
            reason = error.strerror or type(error).__name__
            raise EnvironmentProblem(
                f"Your settings could not be saved ({reason}). They last until hipcoach closes."
            ) from error
