import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[2]
LARGEST_WHEEL_BYTES = 4_000_000


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """Build the wheel as pip would, from what git has."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=CHECKOUT,
        check=True,
        capture_output=True,
    )
    return zipfile.ZipFile(next(folder.glob("*.whl")))


def in_checkout(*folders: str) -> set[str]:
    files = (path.relative_to(CHECKOUT) for name in folders for path in (CHECKOUT / name).rglob("*") if path.is_file())
    return {str(path) for path in files if not any(p.startswith(".") or p == "__pycache__" for p in path.parts)}


def test_the_wheel_carries_all_data_and_nothing_else_beside_the_package(wheel: zipfile.ZipFile) -> None:
    carried = {name for name in wheel.namelist() if ".dist-info/" not in name}
    data = {name.removeprefix("hipcoach/_data/") for name in carried if name.startswith("hipcoach/_data/")}
    assert data == {name for name in in_checkout("sessions", "assets") if not name.endswith(".py")}
    assert carried - {f"hipcoach/_data/{name}" for name in data} == in_checkout("hipcoach")
    assert any(name.startswith("sessions/exercises/") for name in data)


def test_the_wheel_is_small(wheel: zipfile.ZipFile) -> None:
    assert sum(one.compress_size for one in wheel.infolist()) < LARGEST_WHEEL_BYTES


def test_what_a_wheel_installs_finds_its_data_and_lists_its_plans(wheel: zipfile.ZipFile, tmp_path: Path) -> None:
    installed = tmp_path / "site"
    wheel.extractall(installed)
    answer = subprocess.run(
        [sys.executable, "-m", "hipcoach", "list", "--json", "--home", str(tmp_path / "home")],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 0, answer.stderr
    assert '"first-steps"' in answer.stdout
    where = "import hipcoach.paths as p; print(p.shipped_folder())"
    found = subprocess.check_output(
        [sys.executable, "-c", where], cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(installed)}, text=True
    )
    assert Path(found.strip()) == installed / "hipcoach" / "_data"
