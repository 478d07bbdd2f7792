"""A window with reminders on: closed, reminded from the tray, opened again, quit. Prints what happens, for a test."""

import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from hipcoach.gallery.demo_world import NOW
from hipcoach.ui.reminders.background import Background
from tests.ui.pages_world import today_window
from tests.ui.pages_world import world as make_world

STEP_MS = 500


def main(folder: Path) -> int:
    app = QApplication([])
    with make_world(app, folder) as world:
        world.say(first_run_done=True)
        world.clock.jump((NOW.replace(hour=18) - world.clock.utc()).total_seconds())
        window = today_window(world)
        window.show_page("today")
        window.show()
        background = Background(app, world.context, window, window.show, window)
        world.context.settings.change(reminders=True)
        print(f"stays {background.tray.stays}", flush=True)

        def reopen() -> None:
            background.tray.menu.actions()[0].trigger()
            print(f"open again {window.isVisible()}", flush=True)

        steps = (window.close, background.reminders.check, reopen, background.tray.menu.actions()[1].trigger)
        for number, step in enumerate(steps, start=1):
            QTimer.singleShot(number * STEP_MS, step)
        ended = app.exec()
        print(f"ended {ended}", flush=True)
    return ended


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
