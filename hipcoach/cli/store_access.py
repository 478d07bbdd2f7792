"""The diary for a command: opened, with its notices on stderr, and closed again."""

from collections.abc import Iterator
from contextlib import contextmanager

from hipcoach.cli.context import Context
from hipcoach.coach.diary import open_diary_in
from hipcoach.store import Store


@contextmanager
def open_diary(context: Context) -> Iterator[Store]:
    """Open the diary for as long as a command needs it. Raises EnvironmentProblem where another hipcoach holds it."""
    with open_diary_in(context.paths.data, context.clock.utc()) as store:
        for notice in store.notices:
            print(notice, file=context.stderr)
        yield store
