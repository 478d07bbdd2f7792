"""Put into the menu, found valid by the desktops' own validators, and taken away without a trace."""

import plistlib
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QImageReader

from hipcoach import APP_ID
from hipcoach.installation.desktop_files import (
    SIZES_PX,
    DesktopFolders,
    install,
    is_installed,
    remove,
)
from hipcoach.installation.desktop_texts import login_entry, menu_entry
from hipcoach.installation.login_start import MACOS, WINDOWS, login_file, login_text, start_at_login
from hipcoach.installation.start_command import HELPER, HELPERS, exec_line, is_checkout, module_words, start_words
from hipcoach.paths import shipped_folder

if sys.platform != "linux":
    pytest.skip("freedesktop.org's menus", allow_module_level=True)

ICONS = shipped_folder() / "assets" / "app"
WORDS = ("/opt/a b/hip$coach", "--home", "/x/100%")


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DesktopFolders:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return DesktopFolders(tmp_path / "share", tmp_path / "config" / "autostart")


def files(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


def validate(*words: str) -> str:
    if not shutil.which(words[0]):
        pytest.skip(f"needs {words[0]}: apt-get install desktop-file-utils appstream")
    answer = subprocess.run(words, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stdout + answer.stderr
    return answer.stdout


def test_what_is_installed_has_one_name_and_both_validators_take_it(folders: DesktopFolders) -> None:
    install(folders, ICONS, WORDS)
    start_at_login(WORDS, on=True, platform="linux")
    assert is_installed(folders)
    assert login_file("linux").is_file()
    entry = folders.shared / "applications" / f"{APP_ID}.desktop"
    assert f"\nIcon={APP_ID}\n" in entry.read_text("utf-8")
    assert f"\nStartupWMClass={APP_ID}\n" in entry.read_text("utf-8")
    for px in SIZES_PX:
        icon = QImageReader(str(folders.shared / f"icons/hicolor/{px}x{px}/apps/{APP_ID}.png"))
        assert (icon.size().width(), icon.size().height()) == (px, px)
    for drawing in (f"scalable/apps/{APP_ID}.svg", f"symbolic/apps/{APP_ID}-symbolic.svg"):
        assert QImageReader(str(folders.shared / "icons/hicolor" / drawing)).canRead()
    assert all(path.stat().st_mode & 0o044 == 0o044 for path in folders.shared.rglob("*")), "others' desktops read it"
    assert validate("desktop-file-validate", str(entry), str(folders.login / entry.name)) == ""
    metainfo = folders.shared / "metainfo" / f"{APP_ID}.metainfo.xml"
    assert f"<id>{APP_ID}</id>" in metainfo.read_text("utf-8")
    said = validate("appstreamcli", "validate", "--pedantic", "--no-net", "--no-color", str(metainfo))
    found = re.findall(r"^[EWIP]: \S+ (\S+)", said, re.MULTILINE)
    # No homepage yet; the id has the capital that the entry's name has; releases before 1.0 know no <developer>.
    assert set(found) <= {"url-homepage-missing", "cid-contains-uppercase-letter", "unknown-tag"}


def test_remove_leaves_what_was_there_before_and_nothing_else(folders: DesktopFolders) -> None:
    other = folders.shared / "applications" / "other.desktop"
    other.parent.mkdir(parents=True)
    other.write_text("[Desktop Entry]\nType=Application\nName=other\nExec=true\n", "utf-8")
    folders.login.parent.mkdir()
    before = files(folders.shared.parent)
    install(folders, ICONS, WORDS)
    install(folders, ICONS, WORDS)  # twice is once
    start_at_login(WORDS, on=True, platform="linux")
    assert remove(folders)
    assert files(folders.shared.parent) - {"share/applications/mimeinfo.cache"} == before
    assert not is_installed(folders)
    assert not remove(folders)


def test_a_login_of_its_own_is_turned_off_alone(folders: DesktopFolders) -> None:
    start_at_login(WORDS, on=True, platform="linux")
    start_at_login(WORDS, on=False, platform="linux")
    start_at_login(WORDS, on=False, platform="linux")
    assert not login_file("linux").exists()


def test_windows_and_macos_start_it_at_login_by_files_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("APPDATA", "/roaming")
    assert login_file(WINDOWS).parent == Path("/roaming/Microsoft/Windows/Start Menu/Programs/Startup")
    lines = login_text((r"C:\Tom&Jerry\hipcoach.exe", "--home", "100%"), WINDOWS).decode().splitlines()
    assert lines[1] == r'@start "" /min "C:\Tom&Jerry\hipcoach.exe" "--home" "100%%" "--from-menu" "--in-tray"'
    assert login_file(MACOS).name == f"{APP_ID}.plist"
    asked = plistlib.loads(login_text(WORDS, MACOS))
    assert asked == {"Label": APP_ID, "ProgramArguments": [*WORDS, "--from-menu", "--in-tray"], "RunAtLoad": True}


def test_a_desktop_reads_the_words_back_as_they_were() -> None:
    """By the rule of freedesktop.org: first the value's escapes, then the quotes of each word, as a shell has them."""
    words = ["/opt/a b/c", "a$b", 'a"b', "a`b", "a'b", "a;b", "a\\b c", "plain"]
    value = exec_line(*words).replace("\\\\", "\\")
    said = subprocess.run(["sh", "-c", f"printf '%s\\n' {value}"], capture_output=True, text=True, check=True).stdout
    assert said.splitlines() == words


def test_the_entry_opens_a_file_and_the_login_only_the_tray() -> None:
    assert "Exec=hipcoach --from-menu --open %f\n" in menu_entry(("hipcoach",))
    assert "Exec=hipcoach --from-menu --in-tray\n" in login_entry(("hipcoach",))
    assert "Exec=a%%b --from-menu" in menu_entry(("a%b",))


def test_this_checkout_knows_how_it_is_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert is_checkout()
    assert not is_checkout(tmp_path)
    command = tmp_path / "hipcoach"
    command.touch()
    monkeypatch.setattr(sys, "argv", [str(command)])
    assert start_words() == (str(command),)
    monkeypatch.setattr(sys, "argv", ["/somewhere/__main__.py"])
    assert start_words(tmp_path) == (sys.executable, "-m", "hipcoach", "--home", str(tmp_path))


def test_the_command_installs_and_removes_for_the_user_and_keeps_the_diary(
    hipcoach: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    place = {"XDG_DATA_HOME": str(tmp_path / "share"), "XDG_CONFIG_HOME": str(tmp_path / "config")}
    assert hipcoach("desktop", "--install", **place).returncode == 0
    entry = tmp_path / "share" / "applications" / f"{APP_ID}.desktop"
    assert f"--home {tmp_path / 'home'} --from-menu" in entry.read_text("utf-8")
    (tmp_path / "home" / "data").mkdir(parents=True)
    answer = hipcoach("desktop", "--remove", **place)
    assert answer.stdout.splitlines()[1:] == [f"Your diary is in {tmp_path / 'home' / 'data'}", "It stays there."]
    assert (tmp_path / "home" / "data").is_dir()
    assert not entry.exists()


def test_a_package_with_its_own_python_runs_its_helpers_by_a_word_of_its_own(
    hipcoach: Callable[..., subprocess.CompletedProcess[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert module_words(HELPERS[0]) == [sys.executable, "-P", "-m", HELPERS[0]]
    for starter in ("/opt/hipcoach/hipcoach", "/Applications/hipcoach.app/Contents/MacOS/hipcoach", "hipcoach.exe"):
        with monkeypatch.context() as of_a_package:
            of_a_package.setattr(sys, "executable", starter)
            assert module_words(HELPERS[0]) == [starter, HELPER, HELPERS[0]]
            assert start_words() == (starter,)
    answer = hipcoach(HELPER, HELPERS[0], "--help", home=None)
    assert (answer.returncode, "--parent" in answer.stdout) == (0, True), answer.stderr
    assert hipcoach(HELPER, "hipcoach.cli", home=None).returncode == 2, "nothing but the helpers"
