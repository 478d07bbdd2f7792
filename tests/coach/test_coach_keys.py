"""The table of the session's keys: whole, without a key that stands twice, and every list is made from it."""

from collections import Counter
from dataclasses import replace

import pytest

from hipcoach.coach.keys import DEFAULT_KEYS, KeyTable, general_rows, markdown_table
from hipcoach.session_keys import PAGE_LETTERS, SESSION_KEYS, PlayerCommand
from hipcoach.settings import Settings


def test_no_key_stands_twice() -> None:
    assert max(Counter(key for row in SESSION_KEYS for key in row.qt_keys).values()) == 1
    assert max(Counter(row.terminal_key for row in SESSION_KEYS if row.terminal_key).values()) == 1
    assert max(Counter(row.cap for row in DEFAULT_KEYS.rows).values()) == 1


def test_a_key_of_the_terminal_has_words_and_a_command() -> None:
    for row in SESSION_KEYS:
        if row.terminal_key:
            assert row.terminal_help, row
            assert DEFAULT_KEYS.terminal_commands[row.terminal_key] is row.command


def test_the_terminals_line_names_each_of_its_keys() -> None:
    line = (
        "Keys: P it hurts more, Backspace not meant, Space pause, Enter ready, N skip, B back, I again, + - time, "
        "1 2 3 in the check, ! signs, Q end."
    )
    assert DEFAULT_KEYS.terminal_help() == line


def test_help_names_the_keys_of_the_session_and_those_of_the_pages() -> None:
    assert [words for _, words in DEFAULT_KEYS.session_rows()] == [row.help for row in DEFAULT_KEYS.rows]
    assert general_rows(["Today", "Plans", "Help"])[-1] == ("Ctrl 1-3", "Today, Plans, Help")
    letters = [(getattr(Settings(), each.setting), each.help) for each in PAGE_LETTERS]
    assert DEFAULT_KEYS.outside_rows(["Today"]) == [*general_rows(["Today"]), *letters]


def test_the_table_for_the_readme_has_a_row_for_each_key() -> None:
    lines = markdown_table(DEFAULT_KEYS.every_session_key()).splitlines()
    assert lines[:2] == ["| key | does |", "|---|---|"]
    assert len(lines) == len(SESSION_KEYS) + 2
    assert any(line.startswith("| Space, Page Down, Page Up, `.`, a media key | Pause, and go on; ") for line in lines)


def test_what_stands_on_a_button_is_the_commands_key() -> None:
    assert DEFAULT_KEYS.cap(PlayerCommand.PAIN) == "P"
    assert DEFAULT_KEYS.cap(PlayerCommand.ASK) == "Esc"


def test_a_letter_that_is_changed_is_changed_everywhere() -> None:
    keys = KeyTable.of(replace(Settings(), key_skip="k"))
    assert keys.command("K") is PlayerCommand.SKIP
    assert keys.command("N") is None
    assert keys.command("Right") is PlayerCommand.SKIP
    assert keys.cap(PlayerCommand.SKIP) == "K"
    assert ("K, →", "Skip this exercise") in keys.every_session_key()
    assert ("K", "Skip this exercise") in keys.session_rows()
    assert (keys.terminal_commands.get("k"), keys.terminal_commands.get("n")) == (PlayerCommand.SKIP, None)
    assert "K skip" in keys.terminal_help()


@pytest.mark.parametrize("wrong", ["p", "P", "q", "Q", "", "NN", "1", "é", "З"])
def test_no_letter_can_be_set_to_p_or_q_or_to_what_is_no_letter(wrong: str) -> None:
    with pytest.raises(ValueError, match="one letter from A to Z, but not P or Q"):
        replace(Settings(), key_skip=wrong)


def test_of_two_equal_letters_the_first_keeps_it_and_the_other_has_none() -> None:
    keys = KeyTable.of(replace(Settings(), key_back="N"))
    assert keys.command("N") is PlayerCommand.SKIP
    assert keys.cap(PlayerCommand.BACK) == ""
    assert keys.command("Left") is PlayerCommand.BACK


def test_letters_can_be_off_outside_a_session_only() -> None:
    keys = KeyTable.of(replace(Settings(), letter_keys=False))
    assert set(keys.page_letters().values()) == {""}
    assert keys.command("N") is PlayerCommand.SKIP
    assert keys.outside_rows(["Today"]) == general_rows(["Today"])


@pytest.mark.parametrize("sent", ["p", "з", "р", "π", "ρ", "ح", "פ"])
def test_the_pain_key_of_a_terminal_is_more_pain_on_other_layouts(sent: str) -> None:
    assert DEFAULT_KEYS.terminal_commands[sent] is PlayerCommand.PAIN


def test_a_letter_that_a_row_has_for_good_is_not_given_to_another(monkeypatch: pytest.MonkeyPatch) -> None:
    skip = DEFAULT_KEYS.cap(PlayerCommand.SKIP)
    fixed = [
        replace(row, qt_keys=(*row.qt_keys, skip)) if row.command is PlayerCommand.PAUSE else row
        for row in SESSION_KEYS
    ]
    monkeypatch.setattr("hipcoach.coach.keys.SESSION_KEYS", tuple(fixed))
    keys = KeyTable.of(Settings())
    assert (keys.cap(PlayerCommand.SKIP), keys.command(skip)) == ("", PlayerCommand.PAUSE)
    assert ("→", "Skip this exercise") in keys.session_rows(), "what does the same is shown instead"
