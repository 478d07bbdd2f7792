"""The buttons of a question: an answer that can be read from the floor, and more time."""

from hipcoach.ui.theme.tokens import Type
from hipcoach.ui.widgets.button import QuietButton


class AnswerButton(QuietButton):
    """A large button whose words can be read from the floor; it is filled while its answer waits to be taken."""

    def _colours(self) -> tuple[str, str, str]:
        return ("accent", "on_accent", "") if self.isChecked() else super()._colours()

    def _font_role(self) -> Type:
        return Type.TITLE

    def _key_role(self) -> Type:
        return Type.LEAD


class TimeButton(QuietButton):
    """More time: where there is no room for keys, an icon with its name."""

    def show_key(self, shown: bool) -> None:
        """Show key and words, or the icon alone."""
        self.setText(self.accessibleName() if shown else "")
        self.setToolTip("" if shown else f"{self.accessibleName()} ({self.key})")
        super().show_key(shown)
