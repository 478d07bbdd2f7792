"""The templates by which Briefcase would package the program for Windows and macOS, as far as they can be read here."""

import json
import plistlib
import re
import runpy
import tomllib
from pathlib import Path
from xml.etree import ElementTree

import pytest

from hipcoach.installation.desktop_files import SIZES_PX

ROOT = Path(__file__).parents[2]
APP = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["briefcase"]["app"]["hipcoach"]
ICONS = runpy.run_path(str(ROOT / "assets" / "app" / "make_icons.py"))
SYSTEMS = ("macOS", "windows")


def filled(system: str, name: str) -> str:
    """Return a file of a template as it is for hipcoach: its values set, its loops gone round no time."""
    template = ROOT / APP[system]["template"]
    values = json.loads((template / "cookiecutter.json").read_text("utf-8"))
    text = next(path for path in template.rglob("*") if path.name == name).read_text("utf-8")
    text = re.sub(r"\{%.*%\}", "", text, flags=re.DOTALL)
    text = re.sub(r"\{\{ cookiecutter\.(\w+) \}\}", lambda found: str(values[found[1]]), text)
    return re.sub(r"\{\{ (\{.*\})\[.*\] \}\}", lambda found: str(max(json.loads(found[1]).values())), text)


@pytest.mark.parametrize("system", SYSTEMS)
def test_a_template_says_where_everything_goes(system: str) -> None:
    said = tomllib.loads(filled(system, "briefcase.toml"))["paths"]
    assert {"app_path", "app_packages_path", "support_path", "support_revision", "stub_binary_revision"} <= said.keys()


def test_macos_is_told_the_name_the_icon_and_the_module() -> None:
    told = plistlib.loads(filled("macOS", "Info.plist").encode())
    assert told["CFBundleExecutable"] == told["CFBundleName"] == told["MainModule"] == "hipcoach"
    assert told["CFBundleIconFile"] == "hipcoach.icns"
    assert "microphone" in APP["permission"], "without a sentence macOS ends who opens the microphone"


def test_windows_gets_an_installer_for_one_person_and_an_entry_in_the_menu() -> None:
    of = "{http://wixtoolset.org/schemas/v4/wxs}"
    package = ElementTree.fromstring(filled("windows", "{{ cookiecutter.app_name }}.wxs")).find(f"{of}Package")
    assert package is not None
    assert package.get("Scope") == "perUser"
    assert not APP["windows"]["system_installer"]
    shortcut = package.find(f"{of}Component/{of}Shortcut")
    assert shortcut is not None
    assert shortcut.get("Target") == "[INSTALLFOLDER]hipcoach.exe"


def test_their_icons_are_those_of_the_desktop() -> None:
    pictures = {px: (ROOT / "assets" / "app" / f"{px}.png").read_bytes() for px in SIZES_PX}
    assert ICONS["FOR_WINDOWS"].read_bytes() == ICONS["windows_icon"](pictures)
    assert ICONS["FOR_MACOS"].read_bytes() == ICONS["macos_icon"](pictures)
