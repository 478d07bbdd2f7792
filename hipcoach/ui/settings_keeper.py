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

    @property
    def current(self) -> Settings:
        """Return the present settings."""
        return self._current

    def change(self, **values: object) -> None:
        """Change some settings. Raises ValueError, and changes nothing, if a value is out of its range."""
        changed = dataclasses.replace(self._current, **values)  # type: ignore[arg-type]  # checked by Settings itself
        if changed == self._current:
            return
        self._current = changed
        self._theme.change(choice=changed.theme, text_factor=changed.text_scale, reduce_motion=changed.reduce_motion)
        self.changed.emit(changed)
        self._changes.make(self, self._save)

    def _save(self) -> None:
        try:
            settings_file.save(self._path, self._current)
        except OSError as error:
            logger.warning("the settings could not be saved: %s", error.strerror)
            reason = error.strerror or type(error).__name__
            raise EnvironmentProblem(
                f"Your settings could not be saved ({reason}). They last until hipcoach closes."
            ) from error
