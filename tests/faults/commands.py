"""The commands that are run in every broken world, and what of the user's each of them reads or writes."""

from dataclasses import dataclass
from pathlib import Path

from tests.faults.runs import LIMIT_S

DIARY, SETTINGS, PLANS, CACHE, OUT = "diary", "settings", "plans", "cache", "out"
FOLDER = "folder"  # one of the folders themselves
GIVEN_DIARY, GIVEN_COPY, GIVEN_PLAN = "given diary", "given copy", "given plan"
EVERYTHING = frozenset({DIARY, SETTINGS, PLANS, CACHE})


VARIANT, SLOW, HEAVY = 4, 8, 40  # 20 ms or ten times as long; Qt or a voice is started; a second or more


@dataclass(frozen=True)
class Command:
    """One line as it is typed; `{given}` and `{out}` are the folders of files handed in and written."""

    name: str
    line: str
    uses: frozenset[str]
    each: int = 1  # in the tests it meets every so many of the worlds that concern it; by hand it meets all
    refuses: bool = False  # ends with status 1 in a good world too

    @property
    def reads_diary(self) -> bool:
        """Return True if it shows what the diary holds."""
        return self.name in ("today", "history", "export json")

    @property
    def limit_s(self) -> float:
        """Return how long it may take, on a machine with much else to do."""
        return LIMIT_S if self.each < HEAVY else 6 * LIMIT_S

    def words(self, root: Path) -> list[str]:
        """Return the words of the line in the world at `root`."""
        folders = {"given": root / "given", "out": root / "out"}
        return [word.format(**folders) for word in self.line.split()] + ["--home", str(root / "home")]


def _command(name: str, line: str, *uses: str, each: int = 1, refuses: bool = False) -> Command:
    return Command(name, line, frozenset(uses), each, refuses)


SESSION = "play first-steps --text --voice silent --speed 1000 --screen none --before 2 --answer same --after 2"
RED = f"{SESSION} --worse knee_rolls=7"
EMERGENCY_ITEM = "saddle_bladder_bowel"
EMERGENCY = f"play first-steps --text --voice silent --screen {EMERGENCY_ITEM}"

WINDOW = "the window, opened and closed"

COMMANDS = (
    _command("today", "today", *EVERYTHING),
    _command("today as data", "today --json", *EVERYTHING, each=VARIANT),
    _command("today at", "today --at 2026-03-02T09:00", *EVERYTHING, each=VARIANT),
    _command("history", "history", DIARY),
    _command("history as data", "history --json", DIARY, each=VARIANT),
    _command("export json", "export --format json --out {out}/diary.json", DIARY, OUT),
    _command("export csv", "export --format csv --out {out}/tables", DIARY, OUT, each=VARIANT),
    _command("export fhir", "export --format fhir --out {out}/fhir.json", DIARY, OUT, each=VARIANT),
    _command("export pdf", "export --format pdf --out {out}/report.pdf", *EVERYTHING, OUT, each=SLOW),
    _command("import", "import {given}/diary.json", DIARY, GIVEN_DIARY),
    _command("backup", "backup", DIARY),
    _command("backup now", "backup --now", DIARY),
    _command("backup restore", "backup --restore {given}/copy.sqlite3", DIARY, GIVEN_COPY),
    _command("doctor", "doctor", SETTINGS, FOLDER, each=SLOW, refuses=True),
    _command("list", "list", PLANS, CACHE),
    _command("show", "show bridge", PLANS, CACHE, each=VARIANT),
    _command("check", "check {given}/mine.toml", GIVEN_PLAN),
    _command("timeline", "timeline first-steps", PLANS, CACHE, SETTINGS, each=VARIANT),
    _command("simulate", "simulate first-steps --worse bridge=7", PLANS, CACHE, SETTINGS, each=VARIANT),
    _command("play, a RED", RED, *EVERYTHING, each=VARIANT),
    _command("play, an emergency", EMERGENCY, *EVERYTHING, refuses=True),
    _command("say", "say --out {out}/word.wav ready", CACHE, OUT, each=SLOW),
    _command("rehearse", "rehearse go-for-a-walk --out {out}/sounds", PLANS, CACHE, SETTINGS, OUT, each=HEAVY),
    _command("figure", "figure bridge --out {out}/bridge.png", OUT, each=SLOW),
    _command("figure of a file", "figure {given}/mine.toml --check", GIVEN_PLAN, each=SLOW, refuses=True),
    _command("plan", "plan --from {given}/sheet.txt", PLANS, CACHE, each=VARIANT),
    _command("sync", "sync {out}", DIARY, OUT, each=VARIANT),
    _command("desktop", "desktop --install", OUT, each=SLOW),
    _command(WINDOW, "--voice silent", *EVERYTHING, each=HEAVY),
    _command("gallery", "gallery --only figure-bridge --out {out}/pictures", OUT, each=HEAVY),
)
