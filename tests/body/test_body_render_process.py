"""What the helper answers where it cannot paint."""

import errno
import os
from pathlib import Path

from hipcoach.body.picture import PictureKey
from hipcoach.body.render_process import serve

KEY = PictureKey("bridge", 0, "woman", "light", False, 64, 48)


class NoRights:
    """An artist whose folder may not be written to."""

    def film(self, key: PictureKey) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), f"frames/{key.folder}")


def test_what_is_told_of_a_folder_names_no_exercise(tmp_path: Path) -> None:
    said: list[dict[str, object]] = []
    request = {"id": 1, "what": "film", "key": KEY.message()}
    serve(NoRights(), tmp_path, [request], lambda **answer: said.append(answer))  # type: ignore[arg-type]
    assert said == [{"id": 1, "event": "failed", "message": "Permission denied"}]
