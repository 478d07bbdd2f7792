"""`hipcoach plan --export` and `--import`: one file with exercises and photographs; what is there stays as it is."""

import argparse
import base64
import struct
import zlib
from io import StringIO
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from hipcoach.cli import plan
from hipcoach.cli.context import Context
from hipcoach.errors import EnvironmentProblem, InputError
from hipcoach.paths import find_paths
from tests.ui.shared.photographs import photograph


def run(home: Path, *words: str) -> str:
    parser = argparse.ArgumentParser()
    plan.add_arguments(parser)
    context = Context(find_paths(home), StringIO(), StringIO(), StringIO())
    context.paths.create()
    assert plan.run(parser.parse_args(words), context) == 0
    assert isinstance(context.stdout, StringIO)
    return context.stdout.getvalue()


def test_a_plan_is_sent_with_its_photograph_and_asked_about_where_its_name_is_taken(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    sheet, sent = tmp_path / "sheet.txt", tmp_path / "knee.hipcoach.toml"
    sheet.write_text("Towel press 2 x 10\n", "utf-8")
    run(here, "--from", str(sheet), "--save", "--title", "Knee")
    exercise = here / "data" / "exercises" / "towel_press.toml"
    exercise.write_text(f'{exercise.read_text("utf-8")}photographs = ["press.jpg"]\n', "utf-8")
    photograph(exercise.with_name("press.jpg"))  # laid there by hand, with what its camera says
    run(here, "--export", "knee", str(sent))
    assert run(there, "--import", str(sent)).startswith("Kept as knee: ")
    (picture,) = (there / "data" / "exercises").glob("*.jpg")
    assert picture.name == "towel_press-1.jpg"
    assert b"Exif" not in picture.read_bytes()
    assert (there / "data" / "plans" / "knee.toml").read_text("utf-8").count("towel_press") == 1
    run(there, "--export", "knee", str(sent))
    assert run(there, "--import", str(sent)) == "Knee is among your plans already.\n"
    sent.write_text(sent.read_text("utf-8").replace("reps = 10", "reps = 8"), "utf-8")
    with pytest.raises(InputError, match='--title "Knee 2" keeps this one beside it'):
        run(there, "--import", str(sent))
    assert "Kept as knee-2" in run(there, "--import", str(sent), "--title", "Knee 2")
    assert [*(there / "data" / "exercises").glob("*.jpg")] == [picture], "the same exercise is there once"


def test_huge_photographs_and_what_cannot_be_written_are_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent, home = tmp_path / "knee.hipcoach.toml", tmp_path / "home"
    head = b"IHDR" + struct.pack(">IIBBBBB", 9100, 9100, 1, 0, 0, 0, 0)
    parts = (struct.pack(">I", 13), head, struct.pack(">I", zlib.crc32(head)), b"\0\0\0\0IDAT", b"\0" * 4)
    png = base64.b64encode(b"\x89PNG\r\n\x1a\n" + b"".join(parts)).decode()
    own = '[own.towel]\nname = "Towel"\nphotographs = ["a.png", "b.png"]\n'
    text = f'format = 1\ntitle = "Knee"\nsummary = "S."\n[[exercise]]\nid = "towel"\nreps = 5\n{own}'
    sent.write_text(f'{text}[photographs]\n"a.png" = "{png}"\n"b.png" = "{png}"\n', "utf-8")
    with pytest.raises(InputError, match="at most 82 million pixels in all photographs") as refused:
        run(home, "--import", str(sent))
    assert len(refused.value.problems) == 1
    (home / "data" / "exercises" / "towel_press.toml").write_text("name = ", "utf-8")
    sheet = tmp_path / "sheet.txt"
    sheet.write_text("Towel press 2 x 10\n", "utf-8")
    monkeypatch.setattr("hipcoach.cli.plan.names_taken", lambda known, _: set(known))  # it came just now
    with pytest.raises(EnvironmentProblem, match=r"towel_press\.toml: cannot be written \(File exists\)"):
        run(home, "--from", str(sheet), "--save")


def test_a_plan_is_written_as_a_leaflet(qapp: QApplication, tmp_path: Path) -> None:
    out = tmp_path / "steady.pdf"
    assert run(tmp_path, "--paper", "steady", str(out), "--letter") == f"Written: {out}\n"
    assert out.read_bytes().startswith(b"%PDF-")
