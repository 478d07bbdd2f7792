"""The keys of a session: a row for every command, and a setting for every letter."""

from collections import Counter
from dataclasses import fields

from hipcoach.coach.keys import DEFAULT_KEYS
from hipcoach.engine.engine import BY_NAME_ALONE
from hipcoach.session_keys import LETTERS_TOGETHER, PAGE_LETTERS, SESSION_KEYS, KeyLetters, PlayerCommand
from hipcoach.settings import Settings


def test_every_command_has_one_row() -> None:
    rows = Counter(row.command for row in SESSION_KEYS if row.command is not None)
    assert set(rows) == set(PlayerCommand)
    assert set(rows.values()) == {1}


def test_every_letter_but_p_has_a_setting() -> None:
    single = [row for row in DEFAULT_KEYS.rows if len(row.cap) == 1 and row.cap.isalpha()]
    assert [row.cap for row in single if not row.setting] == ["P"]
    letters = {row.setting for row in single if row.setting} | {each.setting for each in PAGE_LETTERS}
    assert letters == {each.name for each in fields(KeyLetters)}
    defaults = Settings()
    for group in LETTERS_TOGETHER:
        assert max(Counter(getattr(defaults, name) for name in group).values()) == 1


def test_a_row_asks_for_what_needs_nothing_but_the_moment() -> None:
    """Window, terminal, one switch and words make such a request by its name alone."""
    requests = [row.request for row in SESSION_KEYS if row.request]
    assert set(requests) <= {request.value for request in BY_NAME_ALONE}
    assert len(set(requests)) == len(requests) >= 4
