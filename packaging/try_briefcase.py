"""Lays out the program for macOS and for Windows with Briefcase, on any system, and prints what is in each.

pip install briefcase; python -P packaging/try_briefcase.py     # -P: `build` is also a module beside this file

Briefcase runs `create` by its own code with the templates beside this file, as if on each of the two systems. Stand-ins
take the place of what only they can bring: Python, the starter, the requirements. So this shows that the configuration
and the templates are accepted and complete; not that the result starts.
"""

import io
import os
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from briefcase.console import Console
from briefcase.integrations.file import File
from briefcase.platforms.macOS.app import macOSAppCreateCommand
from briefcase.platforms.windows.app import WindowsAppCreateCommand

ROOT = Path(__file__).parents[1]
PLIST = b'<plist version="1.0"><dict/></plist>'
PYTHON = "Python.xcframework/macos-arm64_x86_64/Python.framework"
OF_PYTHON = {"VERSIONS": b"Min macOS version: 11.0\n", f"{PYTHON}/Python": b"", f"{PYTHON}/Resources/Info.plist": PLIST}


def main() -> None:
    """Lay out the program for both systems in a copy of the checkout."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        files = subprocess.run(("git", "ls-files", "-z"), cwd=ROOT, capture_output=True, check=True, text=True).stdout
        for name in filter(None, files.split("\0")):
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            (copy / name).write_bytes((ROOT / name).read_bytes())
        os.chdir(copy)
        for command, system, machine in (
            (macOSAppCreateCommand, "Darwin", "arm64"),
            (WindowsAppCreateCommand, "Windows", "AMD64"),
        ):
            lay_out(command, system, machine, copy)
            built = copy / "build" / "hipcoach" / command.platform.lower() / "app"
            shown = [path for path in built.rglob("*") if path.is_file() and "app/" not in str(path.relative_to(built))]
            print(f"\n{system}: " + ", ".join(sorted(str(path.relative_to(built)) for path in shown)))


def lay_out(command: Any, system: str, machine: str, copy: Path) -> None:
    """Run Briefcase's `create` as if on another system."""
    File.download = stand_in
    command.supported_host_os = {sys.platform.capitalize()}
    command.verify_host = command.verify_tools = lambda self: None
    command.is_icloud_synced = lambda self, path: False
    command.create_app_environment = lambda self, app, **_: SimpleNamespace(provides_python=False)
    command._install_app_requirements = lambda self, *_, **__: None  # noqa: SLF001 - nothing public leaves them out
    create = command(console=Console(), base_path=copy)
    options, _ = create.parse_options([])
    create.parse_config(copy / "pyproject.toml", overrides={})
    create.tools.host_os, create.tools.host_arch = system, machine
    create(**options)


def stand_in(_: File, *, url: str, download_path: Path, role: str, **__: object) -> Path:
    """Return a file in the place of one that would be fetched from an address."""
    print(f"Would fetch: {url}")
    download_path.mkdir(parents=True, exist_ok=True)
    path = download_path / url.rsplit("/", 1)[-1]
    if path.name.endswith(".tar.gz"):
        with tarfile.open(path, "w:gz") as archive:
            for name, content in OF_PYTHON.items():
                entry = tarfile.TarInfo(name)
                entry.size = len(content)
                archive.addfile(entry, io.BytesIO(content))
    else:
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("Stub" if role == "stub binary" else "python.dll", b"")
    return path


if __name__ == "__main__":
    main()
