import stat
from pathlib import Path

import pytest

from hipcoach.paths import find_paths, shipped_folder


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_with_a_home_everything_of_the_users_lies_inside_it(tmp_path: Path) -> None:
    paths = find_paths(tmp_path)
    for place in (
        paths.data,
        paths.cache,
        paths.settings_file,
        paths.user_plans,
        paths.backups,
        paths.log,
        paths.speech,
    ):
        assert place.is_relative_to(tmp_path)


def test_a_home_may_be_given_relative_to_where_one_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    paths = find_paths(Path("mine"))
    monkeypatch.chdir("/")
    assert paths.data.is_relative_to(tmp_path / "mine")


def test_without_one_it_is_the_systems_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    paths = find_paths()
    assert paths.data == tmp_path / "XDG_DATA_HOME/hipcoach"
    assert paths.cache == tmp_path / "XDG_CACHE_HOME/hipcoach"
    assert paths.settings_file == tmp_path / "XDG_CONFIG_HOME/hipcoach/settings.toml"


def test_folders_are_the_users_alone_even_where_they_stood_open(tmp_path: Path) -> None:
    paths = find_paths(tmp_path / "home")
    paths.data.mkdir(parents=True, mode=0o755)
    paths.create()
    paths.create()  # as often as one likes
    assert [mode(folder) for folder in (paths.data, paths.user_plans, paths.cache)] == [0o700] * 3


def test_a_folder_given_by_the_user_keeps_its_own_rights(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    find_paths(tmp_path).create()
    assert mode(tmp_path) == 0o755


def test_in_a_wheel_the_data_lies_inside_the_package_and_in_a_checkout_beside_it(tmp_path: Path) -> None:
    package = tmp_path / "hipcoach"
    package.mkdir()
    assert shipped_folder(package) == tmp_path
    (package / "_data").mkdir()
    assert shipped_folder(package) == package / "_data"


def test_what_is_shipped_is_there() -> None:
    paths = find_paths()
    assert paths.sessions.is_dir()
    assert paths.assets.is_dir()


def test_what_a_test_takes_back_leaves_the_real_home_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    guarded = find_paths().data
    monkeypatch.undo()
    assert find_paths().data == guarded
    assert "elsewhere" in guarded.parts
