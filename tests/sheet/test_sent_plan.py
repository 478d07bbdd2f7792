"""A plan that was sent: it reads back the same, and what is wrong with a file is one line, whatever it holds."""

import base64
import tracemalloc
from collections.abc import Mapping
from pathlib import Path

import pytest

from hipcoach.catalogue.loader import load
from hipcoach.catalogue.types import Exercise
from hipcoach.errors import InputError
from hipcoach.sheet.keep import keep, names_taken, with_comments_of
from hipcoach.sheet.plan_text import plan_files
from hipcoach.sheet.reader import read_sheet
from hipcoach.sheet.sent_plan import SentPlan, read_sent, sent_text
from tests.sheet.conftest import SESSIONS

PICTURE = b"\xff\xd8 a towel"


def shrink(content: bytes, name: str) -> bytes:
    if not content.startswith(b"\xff\xd8"):
        raise InputError(f"{name}: expected a photograph, JPEG or PNG")
    return content


def file(
    *,
    head: str = "format = 1",
    plan: str = '[[exercise]]\nid = "towel"\nreps = 5\n',
    own: str = '[own.towel]\nname = "Towel press"\nphotographs = ["towel-1.jpg"]\n',
    photograph: str = "towel-1.jpg",
    content: bytes | str = PICTURE,
) -> str:
    text = content if isinstance(content, str) else base64.b64encode(content).decode()
    return f'{head}\ntitle = "Knee"\nsummary = "S."\n{plan}{own}[photographs]\n"{photograph}" = "{text}"\n'


HOSTILE = {
    "a newer format": (file(head="format = 2"), ":1: expected format 1, found 2: a newer hipcoach made this file"),
    "no format at all": (file(head='format = "x"'), ':1: expected "format": a whole number from 1 to 1, found "x"'),
    "a newer key": (file(head="format = 1\nmoon = 1"), ':2: expected a known key, found "moon"'),
    "not TOML": ("\0\1 PNG", ":1: expected valid TOML"),
    "nothing in it": ("", ':1: expected "title": a text of 1 to 60 characters'),
    "too large": (file() + "#" * (6 * 2**20), ":1: expected at most 6144 KB"),
    "a path that climbs, as an exercise's": (
        file(own='[own.towel]\nname = "T"\nphotographs = ["../../towel-1.jpg"]\n'),
        ':9: expected the name of a file beside this one, such as press.jpg, found "../../towel-1.jpg"',
    ),
    "a path that climbs, as an id": (
        file(own='[own."../towel"]\nname = "T"\n'),
        ":7: expected a file name of small letters, digits and underscores, such as towel_press.toml",
    ),
    "a path that climbs, as a photograph": (
        file(photograph="../../.bashrc"),
        ':11: expected a photograph that an exercise here names, found "../../.bashrc"',
    ),
    "control characters": (
        file(own='[own.towel]\nname = "T\\u001b[2J"\n'),
        ':8: expected "own.towel.name": text without control characters',
    ),
    "seventeen exercises": (file(plan='[[exercise]]\nid = "towel"\nreps = 5\n' * 17), ":4: expected"),
    "seventeen of its own": (
        file(own="".join(f'[own.t{n}]\nname = "T"\n' for n in range(17))),
        ":7: expected at most 16 exercises, found 17",
    ),
    "no base64": (file(content="§§§"), ':11: expected the photograph "towel-1.jpg" in base64'),
    "no photograph": (file(content=b"GIF89a"), ":11: towel-1.jpg: expected a photograph, JPEG or PNG"),
    "a photograph that is missing": (
        file(photograph="towel-2.jpg"),
        ':7: expected "towel-1.jpg" of towel among the photographs',
    ),
    "a drawn body that starts from nothing": (
        file(own='[own.towel]\nname = "T"\ndrawn = { from = "nothing" }\n'),
        ':9: expected a position or the id of a shipped exercise, found "nothing"',
    ),
    "an exercise that nobody has": (
        file(own=""),
        ':5: expected the id of an exercise, found "towel"',
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_wrong_with_it_is_one_line(name: str, known: Mapping[str, Exercise], tmp_path: Path) -> None:
    text, line = HOSTILE[name]
    sent = tmp_path / "sent.toml"
    sent.write_text(text, "utf-8")
    with pytest.raises(InputError) as refused:
        read_sent(sent, known, shrink)
    assert any(each.startswith(f"{sent}{line}") for each in refused.value.problems), refused.value.problems
    assert all("\n" not in each for each in refused.value.problems)


def test_fifty_megabytes_of_base64_are_one_line_and_are_not_read(known: Mapping[str, Exercise], tmp_path: Path) -> None:
    sent = tmp_path / "sent.toml"
    with sent.open("w", encoding="ascii") as out:
        out.write(file(content="").removesuffix('"\n'))
        for _ in range(50):
            out.write("A" * 2**20)
        out.write('"\n')
    tracemalloc.start()
    with pytest.raises(InputError) as refused:
        read_sent(sent, known, shrink)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (refused.value.problems, most < 15 * 2**20) == ((f"{sent}:1: expected at most 6144 KB",), True)


class Home:
    """A user's folders; the shipped plans and exercises are the same everywhere."""

    def __init__(self, folder: Path) -> None:
        self.plans, self.exercises = folder / "plans", folder / "exercises"
        for each in (self.plans, self.exercises):
            each.mkdir(parents=True)

    def read(self, text: str) -> SentPlan:
        self.catalogue = load(SESSIONS, self.plans, self.exercises).catalogue
        sent = self.plans.parent / "sent.toml"
        sent.write_text(text, "utf-8")
        return read_sent(sent, self.catalogue.exercises, shrink)

    def take_in(self, text: str) -> str:
        sent = self.read(text)
        title = sent.beside(self.catalogue, self.plans)
        keep(sent.files(self.catalogue, self.exercises, title), self.catalogue, self.plans, self.exercises)
        self.catalogue = load(SESSIONS, self.plans, self.exercises).catalogue
        assert self.catalogue.problems == ()
        return title

    def send(self, plan_id: str) -> str:
        return sent_text(self.catalogue.plans[plan_id], self.catalogue, self.exercises, shrink)


def test_it_goes_from_one_home_to_another_and_nothing_there_is_changed(tmp_path: Path) -> None:
    here, there = Home(tmp_path / "a"), Home(tmp_path / "b")
    drawn = '{ from = "bridge", begin = { knee_r = 60 } }'
    own = f'[own.towel]\nname = "Towel press"\nphotographs = ["towel-1.jpg"]\ndrawn = {drawn}\n'
    assert here.take_in(file(own=own)) == "Knee"
    text = here.send("knee")
    assert here.read(text).is_in(here.catalogue, here.exercises)
    other = '[own.towel]\nname = "Towel squeeze"\nphotographs = ["towel-1.jpg"]\n'
    assert there.take_in(file(own=other, content=b"\xff\xd8 another")) == "Knee"
    was = {path: path.read_bytes() for path in (*there.plans.iterdir(), *there.exercises.iterdir())}
    assert not there.read(text).is_in(there.catalogue, there.exercises)
    assert there.read(text).met_again(there.catalogue, there.exercises) == ("Towel press",)
    assert there.take_in(text) == "Knee 2"
    assert {path: path.read_bytes() for path in was} == was
    kept = there.catalogue.plans["knee-2"]
    (exercise,) = (there.catalogue.exercises[key] for key in kept.exercises)
    assert (exercise.id, exercise.name, exercise.photographs) == ("towel_2", "Towel press", ("towel_2-1.jpg",))
    assert (there.exercises / "towel_2-1.jpg").read_bytes() == PICTURE
    assert exercise.pose == drawn
    assert there.take_in(here.send("knee").replace("reps = 5", "reps = 6")) == "Knee 3"
    assert there.catalogue.plans["knee-3"].exercises == ("towel_3",)


def test_long_names_are_cut_before_their_number(tmp_path: Path) -> None:
    home, title, key = Home(tmp_path), "Strengthening after the first six weeks of rest", "a" * 40
    text = file().replace("Knee", title).replace("towel", key)
    assert home.take_in(text) == title
    for reps, name in ((6, "Strengthening after the first six 2"), (7, "Strengthening after the first six 3")):
        assert home.take_in(text.replace("reps = 5", f"reps = {reps}").replace("Towel press", f"T {reps}")) == name
    assert {*home.catalogue.exercises} >= {key, f"{key[:37]}_2", f"{key[:37]}_3"}


def test_what_cannot_be_read_keeps_its_name(tmp_path: Path) -> None:
    home = Home(tmp_path)
    broken = (home.exercises / "towel.toml", home.plans / "knee.toml")
    for each in broken:
        each.write_text("name = ", "utf-8")
    sent = home.read(file())
    title = sent.beside(home.catalogue, home.plans)
    keep(sent.files(home.catalogue, home.exercises, title), home.catalogue, home.plans, home.exercises)
    assert {each.name for each in home.plans.iterdir()} == {"knee.toml", "knee-2.toml"}
    assert (home.exercises / "towel_2.toml").is_file()
    assert all(each.read_text("utf-8") == "name = " for each in broken)


def test_what_lies_there_keeps_its_name_whatever_it_is(tmp_path: Path) -> None:
    (tmp_path / "towel.toml").symlink_to(tmp_path / "gone")
    (tmp_path / "Knee.TOML").mkdir()
    assert names_taken({"bridge"}, tmp_path) == {"bridge", "towel", "knee"}
    sheet = read_sheet("Towel 2 x 10\nKnee 2 x 8\nHip 3 x 5", {})
    assert set(plan_files(sheet, "Mine", "", names_taken((), tmp_path)).exercises) == {"towel_2", "knee_2", "hip"}


def test_comments_stay_where_a_file_is_written_anew(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text('# Ask her\ttwice.\r\ntitle = "No. #1" # hers\nreading = """\n# not one"""\n', "utf-8")
    for _ in range(2):  # they are not doubled
        file.write_text(with_comments_of(file, 'title = "Mine"\n'), "utf-8")
    assert file.read_text("utf-8") == '# Ask her\ttwice.\n# hers\ntitle = "Mine"\n'
    assert with_comments_of(tmp_path / "gone.toml", "") == ""
    file.write_text(f"# {'x' * 65_520}\n", "utf-8")
    assert with_comments_of(file, 'title = "Mine, and too long"\n') == 'title = "Mine, and too long"\n'
