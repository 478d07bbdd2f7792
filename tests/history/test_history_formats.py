"""The table of forms is the one list: the command line and the documentation are made from it."""

import json
from pathlib import Path

import pytest

from hipcoach.cli import main
from hipcoach.errors import InputError
from hipcoach.history.export_formats import FOLDER, FORMATS, format_named, formats_markdown
from hipcoach.history.private_file import write_private_file, write_private_files
from hipcoach.history.progress import no_progress
from hipcoach.store import Store
from tests.history.filling import fill


def test_an_unknown_name_is_an_error_and_never_another_form() -> None:
    with pytest.raises(InputError, match=f"xml: expected one of {', '.join(each.name for each in FORMATS)}"):
        format_named("xml")


@pytest.mark.parametrize("name", [each.name for each in FORMATS])
def test_a_name_finds_its_own_form(name: str) -> None:
    assert format_named(name).name == name


def test_each_form_writes_what_its_entry_says(store: Store, tmp_path: Path) -> None:
    fill(store)
    for form in FORMATS:
        if form.write is None:
            continue
        out = tmp_path / f"{form.name}{form.ending}"
        written = form.write(store, out, no_progress)
        assert out.is_dir() == (form.ending == FOLDER)
        assert set(written) == (set(out.iterdir()) if form.ending == FOLDER else {out})
        assert {path.stat().st_mode & 0o777 for path in written} == {0o600}
    assert json.loads((tmp_path / "json.json").read_text())["format"] == "hipcoach diary"
    assert json.loads((tmp_path / "fhir.json").read_text())["resourceType"] == "Bundle"


@pytest.mark.parametrize("linked", [False, True])
def test_a_file_that_was_there_is_for_its_user_alone_afterwards(linked: bool, store: Store, tmp_path: Path) -> None:
    for form in FORMATS:
        out = tmp_path / f"{form.name}{form.ending}"
        if form.ending == FOLDER:
            out.mkdir()
        there = out / "pain.csv" if form.ending == FOLDER else out
        kept = tmp_path / "kept" if linked else there
        kept.write_bytes(b"x" * 1_000_000)
        kept.chmod(0o644)
        if linked:
            there.symlink_to(kept)
        write = form.write or (lambda *_, out=out: [write_private_file(out, b"%PDF")])
        write(store, out, no_progress)
        assert (kept.stat().st_mode & 0o777, kept.stat().st_size < 1_000_000) == (0o600, True)
        assert there.is_symlink() == linked


def test_of_tables_that_do_not_all_find_room_none_takes_its_place(tmp_path: Path) -> None:
    (tmp_path / "one").write_bytes(b"as it was")
    with pytest.raises(OSError, match="directory"):
        write_private_files([(tmp_path / "one", b"new"), (tmp_path / "nowhere" / "two", b"new")])
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("one", b"as it was")]


def test_the_help_of_the_command_says_what_each_form_is_for(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["export", "--help"])
    shown = " ".join(capsys.readouterr().out.split())
    assert "{" + ",".join(each.name for each in FORMATS) + "}" in shown
    for each in FORMATS:
        assert f"{each.name}: {each.hint}" in shown


def test_the_markdown_has_one_line_for_each_form() -> None:
    lines = formats_markdown().splitlines()
    assert [line.split("`")[1] for line in lines] == [each.name for each in FORMATS]
    assert lines[1] == "- `csv`: a folder with a table for each kind of fact, for a spreadsheet."
