"""Builds a package that needs no Python: `hipcoach_VERSION_amd64.deb`, and the same as `.tar.gz`.

python packaging/build.py [--out DIR]      # Debian 12 or older builds for all that are newer; needs dpkg-deb

PyInstaller puts the program and its own Python into one folder. What is in it and never used is left out. The .deb puts
that folder under /opt, with the menu's entry, icons and kinds of files where every desktop looks for them.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from hipcoach import APP_ID, __version__
from hipcoach.installation.desktop_files import DesktopFolders, install

ROOT = Path(__file__).parents[1]
ARCHITECTURE = "amd64"
WHOLE = ("hibari", "espeakng_loader", "pyttsx3")  # with their files, and what they import by name
BY_NAME = ("miniaudio", "_miniaudio", "_cffi_backend")  # which a helper loads by name
VERSIONS_OF = ("hibari-tts", "onnxruntime", "pyttsx3", "espeakng-loader", "miniaudio", "numpy")
LEFT_OUT = (
    "tkinter",
    "unittest",
    "pytest",
    "hypothesis",
    "mypy",
    "PIL",
    "setuptools",
    "pip",
    "onnxruntime.quantization",
)
UNUSED = (  # by name, in the folder that PyInstaller made
    "PySide6/Qt/translations",
    "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
    "PySide6/Qt/plugins/platforms/libqeglfs.so",
    "PySide6/Qt/plugins/platforms/libqlinuxfb.so",
    "PySide6/Qt/plugins/platforms/libqvkkhrdisplay.so",
    "PySide6/Qt/plugins/platforms/libqvnc.so",
    "PySide6/Qt/plugins/egldeviceintegrations",
    "PySide6/Qt/plugins/generic",
    "libgtk-3.so.0",
    "libgdk-3.so.0",
)
NEEDS = (  # of Debian and Ubuntu: what Qt and the sound use, which every desktop has
    "libc6 (>= 2.36), libgl1, libegl1, libxkbcommon0, libfontconfig1, libdbus-1-3, libglib2.0-0t64 | libglib2.0-0, "
    "libxcb-cursor0, libxcb-icccm4, libxcb-keysyms1, libxcb-randr0, libxcb-shape0, libxcb-xkb1, libxkbcommon-x11-0, "
    "libx11-xcb1, libasound2t64 | libasound2, libpulse0, fonts-dejavu-core"
)
CONTROL = f"""\
Package: hipcoach
Version: {__version__}
Architecture: {ARCHITECTURE}
Maintainer: The hipcoach authors <hipcoach@localhost>
Installed-Size: {{size_kb}}
Depends: {NEEDS}
Section: education
Priority: optional
Description: Guided hip exercise by voice
 Shows, times and speaks each exercise, stops when pain goes up, and keeps a
 diary on this computer alone. It is not a medical device and gives no medical
 advice.
"""
LISTS = """\
#!/bin/sh
# The desktop's lists, where there is a desktop. Nobody's diary is touched.
update-desktop-database -q 2>/dev/null || true
update-mime-database /usr/share/mime 2>/dev/null || true
gtk-update-icon-cache -q /usr/share/icons/hicolor 2>/dev/null || true
"""


def bundle(work: Path) -> Path:
    """Return the folder with the program and its own Python."""
    words = [
        sys.executable,
        "-m",
        "PyInstaller",
        "--onedir",
        "--noconfirm",
        "--log-level",
        "WARN",
        "--name",
        "hipcoach",
    ]
    words += ["--distpath", str(work), "--workpath", str(work / "work"), "--specpath", str(work)]
    words += ["--collect-submodules", "hipcoach", "--paths", str(ROOT)]
    for name in WHOLE:
        words += ["--collect-all", name]
    for name in BY_NAME:
        words += ["--hidden-import", name]
    for name in VERSIONS_OF:
        words += ["--copy-metadata", name]
    for name in LEFT_OUT:
        words += ["--exclude-module", name]
    for name in ("sessions", "assets"):
        words += ["--add-data", f"{ROOT / name}{os.pathsep}hipcoach/_data/{name}"]
    subprocess.run([*words, str(ROOT / "hipcoach/__main__.py")], check=True)
    folder = work / "hipcoach"
    for name in UNUSED:
        _leave_out(folder / "_internal" / name)
    for code in (folder / "_internal/hipcoach/_data").rglob("*.py"):
        code.unlink()
    return folder


def archive(folder: Path, out: Path) -> Path:
    """Return the folder as one compressed file."""
    path = out / f"hipcoach-{__version__}-linux-x86_64.tar.gz"
    with tarfile.open(path, "w:gz", compresslevel=6) as file:
        file.add(folder, f"hipcoach-{__version__}")
    return path


def package(folder: Path, work: Path, out: Path) -> Path:
    """Return the folder as a Debian package."""
    root = work / "root"
    shutil.copytree(folder, root / "opt/hipcoach", symlinks=True)
    (root / "usr/bin").mkdir(parents=True)
    (root / "usr/bin/hipcoach").symlink_to("/opt/hipcoach/hipcoach")
    install(DesktopFolders(root / "usr/share", root / "unused"), ROOT / "assets/app", ("/usr/bin/hipcoach",))
    for made in ("mime", "applications"):  # lists of this tree alone: the system makes its own
        for path in (root / "usr/share" / made).iterdir():
            if path.name not in ("packages", f"{APP_ID}.desktop"):
                _leave_out(path)
    licence = root / "usr/share/doc/hipcoach/copyright"
    licence.parent.mkdir(parents=True)
    shutil.copyfile(ROOT / "LICENSE", licence)
    size_kb = sum(path.lstat().st_size for path in root.rglob("*") if not path.is_dir()) // 1024
    control = root / "DEBIAN"
    control.mkdir()
    (control / "control").write_text(CONTROL.format(size_kb=size_kb), "utf-8")
    for name in ("postinst", "postrm"):
        (control / name).write_text(LISTS, "utf-8")
        (control / name).chmod(0o755)
    path = out / f"hipcoach_{__version__}_{ARCHITECTURE}.deb"
    subprocess.run(["dpkg-deb", "--root-owner-group", "-Zzstd", "-z9", "--build", str(root), str(path)], check=True)
    return path


def _leave_out(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def main() -> None:
    """Build both, and say how large they are."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--out", type=Path, default=ROOT / "dist", help="the folder for what is built")
    out = parser.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    os.umask(0o022)  # what is installed is read by everybody
    with tempfile.TemporaryDirectory() as place:
        work = Path(place)
        folder = bundle(work)
        installed = sum(path.lstat().st_size for path in folder.rglob("*") if not path.is_dir())
        print(f"{installed / 1e6:.0f} MB installed")
        for path in (archive(folder, out), package(folder, work, out)):
            print(f"{path.stat().st_size / 1e6:.0f} MB {path}")


if __name__ == "__main__":
    main()
