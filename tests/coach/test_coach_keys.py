"""The table of the session's keys: whole, without a key that stands twice, and every list is made from it."""

from collections import Counter

from hipcoach.coach.keys import (
    SESSION_KEYS,
    TERMINAL_COMMANDS,
    PlayerCommand,
    help_rows,
    key_cap,
    markdown_table,
    terminal_help,
)

ANSWERS = {PlayerCommand.BETTER, PlayerCommand.SAME, PlayerCommand.WORSE}


def test_every_command_has_one_row_but_the_answers_and_what_any_key_says() -> None:
    rows = Counter(row.command for row in SESSION_KEYS if row.command is not None)
    assert set(rows) == set(PlayerCommand) - ANSWERS - {PlayerCommand.SET}
    assert set(rows.values()) == {1}


def test_no_key_stands_twice() -> None:
    assert max(Counter(key for row in SESSION_KEYS for key in row.qt_keys).values()) == 1
    assert max(Counter(row.terminal_key for row in SESSION_KEYS if row.terminal_key).values()) == 1
    assert max(Counter(row.cap for row in SESSION_KEYS).values()) == 1


def test_a_key_of_the_terminal_has_words_and_a_command() -> None:
    for row in SESSION_KEYS:
        if row.terminal_key:
            assert row.terminal_help, row
            assert TERMINAL_COMMANDS[row.terminal_key] is row.command


def test_the_terminals_line_names_each_of_its_keys() -> None:
    line = "Keys: P it hurts more, Space pause, N skip, B back, I again, + - time, 1 2 3 in the check, Q end."
    assert terminal_help() == line


def test_help_names_the_keys_of_the_session_and_those_of_the_pages() -> None:
    rows = help_rows(["Today", "Plans", "Help"])
    assert rows[:-1] == [(row.cap, row.help) for row in SESSION_KEYS]
    assert rows[-1] == ("Ctrl 1-3", "Outside a session: Today, Plans, Help")


def test_the_table_for_the_readme_has_a_row_for_each_key() -> None:
    lines = markdown_table().splitlines()
    assert lines[:2] == ["| key | does |", "|---|---|"]
    assert len(lines) == len(SESSION_KEYS) + 2
    assert "| Space, Page Down, Page Up, `.`, a media key | Pause, and go on; " in markdown_table()


def test_what_stands_on_a_button_is_the_commands_key() -> None:
    assert key_cap(PlayerCommand.PAIN) == "P"
    assert key_cap(PlayerCommand.ASK) == "Esc"
