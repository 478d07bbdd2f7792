import os
from pathlib import Path

import pytest

from hipcoach.small_files import read_small_file, write_small_file


@pytest.mark.parametrize("kind", ["a pipe", "a device", "a folder"])
def test_what_lies_in_a_small_files_place_and_is_no_file_hangs_nothing_and_stays(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "window-place"
    if kind == "a pipe":
        os.mkfifo(path)
    elif kind == "a device":
        path.symlink_to("/dev/zero")
    else:
        path.mkdir()
    with pytest.raises(OSError, match="no plain file"):
        read_small_file(path)
    with pytest.raises(OSError, match="no plain file"):
        write_small_file(path, b"here")
    assert not path.is_file()
    assert path.exists()


def test_a_small_file_is_written_and_read(tmp_path: Path) -> None:
    write_small_file(tmp_path / "x", b"here")
    assert read_small_file(tmp_path / "x") == b"here"
