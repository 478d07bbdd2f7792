"""The buttons of a session, with their words and icons."""

from PySide6.QtWidgets import QWidget

from hipcoach.coach.keys import KeyTable
from hipcoach.session_keys import PlayerCommand
from hipcoach.ui.player.stage_buttons import StageButtons
from hipcoach.ui.player.stage_view import READY, SPACE
from hipcoach.ui.theme.theme import Theme


def session_buttons(theme: Theme, keys: KeyTable, line: QWidget) -> StageButtons:
    """Return all buttons; `line` stands beside the quiet ones."""
    row = StageButtons(theme, keys, line)
    row.add_quiet(PlayerCommand.WHY, "Why?", "help")
    row.add_quiet(PlayerCommand.MUTE, "Sound", "sound").setAccessibleName("Sound on or off")
    row.add_quiet(PlayerCommand.FULL_SCREEN, "Full screen", "screen")
    row.add_quiet(PlayerCommand.SIGNS, "Signs", "warning").setAccessibleName("Signs that end a session")
    row.add_quiet(PlayerCommand.HELP, "Keys", "keys", spare=True).setAccessibleName("Keys during a session")
    row.add_quiet(PlayerCommand.ASK, "End", "close").setAccessibleName("End the session")
    enter, space = keys.cap(PlayerCommand.READY), keys.cap(PlayerCommand.PAUSE)
    others = [(words, enter if words == READY else space) for words, _icon in SPACE.values()]
    row.add(PlayerCommand.PAUSE, "Pause", "pause", others=others).at_once = True
    row.add(PlayerCommand.BACK, "Back", "back")
    row.add(PlayerCommand.SKIP, "Skip", "skip")
    row.add(PlayerCommand.INSTRUCTIONS, "Again", "again")
    row.add(PlayerCommand.MORE_TIME, "Time", "clock").setAccessibleName("More time")
    row.add_pain("It hurts more")
    return row
