"""`hipcoach desktop`: puts the program into the desktop's menu, or takes it away and asks about the diary."""

import argparse
import shutil
import sys

from hipcoach.cli.context import Context
from hipcoach.cli.prompts import Questions
from hipcoach.cli.store_access import open_diary
from hipcoach.errors import EnvironmentProblem
from hipcoach.installation.desktop_files import folders_for_all, install, remove, user_folders
from hipcoach.installation.start_command import start_words

DELETE_TOO = "Delete your diary, its backups, your own plans, voices and settings too? A rest for pain goes too."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take what to do, and for whom."""
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--install", action="store_true", help="menu entry, icons, and the files that hipcoach opens")
    what.add_argument("--remove", action="store_true", help="all of that, and the start at login; your diary stays")
    parser.add_argument("--system", action="store_true", help="for everybody on this computer; as root")


def run(args: argparse.Namespace, context: Context) -> int:
    """Install or remove, and say in one line what there is now."""
    if sys.platform in ("win32", "darwin"):
        raise EnvironmentProblem("Windows and macOS have menus of their own: their packages put hipcoach there.")
    folders = folders_for_all() if args.system else user_folders()
    try:
        if args.install:
            install(folders, context.paths.assets / "app", start_words(context.paths.home))
            context.print(f"hipcoach is in the menu now: {folders.shared / 'applications'}")
            return 0
        found = remove(folders)
    except OSError as error:
        why = f"expected a folder that can be written to ({error.strerror})"
        raise EnvironmentProblem(f"{error.filename or folders.shared}: {why}") from error
    context.print("hipcoach is gone from the menu." if found else "hipcoach was not in the menu.")
    _ask_about_diary(context)
    return 0


def _ask_about_diary(context: Context) -> None:
    """Ask whether the user's own files go, too. Nothing is deleted without a yes on a terminal."""
    paths = context.paths
    if not paths.data.is_dir():
        return
    context.print(f"Your diary is in {paths.data}")
    if not context.interactive or not Questions(context.stdin, context.stdout).yes(DELETE_TOO):
        context.print("It stays there.")
        return
    with open_diary(context):
        pass  # nobody else has it open
    try:
        shutil.rmtree(paths.data)
        shutil.rmtree(paths.cache, ignore_errors=True)
        paths.settings_file.unlink(missing_ok=True)
    except OSError as error:
        raise EnvironmentProblem(f"{error.filename or paths.data}: could not be deleted ({error.strerror})") from error
    context.print("It is deleted.")
