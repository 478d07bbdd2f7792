"""The file of the words that the user has taught: what each means, what it is called, and its recordings as numbers.

No sound can be made of these numbers. The window reads and writes the file; the listening process only reads it.
"""

import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from hipcoach.paths import PRIVATE_FILE

FORM = 1  # of the file; of another model's numbers nothing can be made
MOST_BYTES = 8_000_000
FEWEST_WORDS = 4  # that are taught: what they have in common says nothing of which one it was
TIMES = 3  # that each word is said
PAIN = "hurts"  # what the word for pain means in the file
INTO_THE_VOICE = (PAIN, "pause")  # the words that count while the program itself speaks


@dataclass(frozen=True, slots=True)
class TaughtWord:
    """One word."""

    id: str  # what it means
    said: str  # what the user says
    recordings: tuple[tuple[str, ...], ...] = ()  # each as rows, packed: in a quiet room, and in noise

    @property
    def is_whole(self) -> bool:
        """Return True if it was said often enough."""
        return len(self.recordings) >= TIMES


def read_words(path: Path) -> tuple[TaughtWord, ...]:
    """Return the words of the file; none where it is missing, damaged, or of another version."""
    try:
        if not path.is_file() or path.stat().st_size > MOST_BYTES:
            return ()
        content = json.loads(path.read_bytes())
        if content["form"] != FORM:
            return ()
        return tuple(_word(each) for each in content["words"])
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return ()


def write_words(path: Path, words: Sequence[TaughtWord]) -> None:
    """Write the file, whole or not at all, for the user's eyes alone.

    Without words there is no file. Raises OSError.
    """
    if not words:
        path.unlink(missing_ok=True)
        return
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    part.unlink(missing_ok=True)
    try:
        with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE), "w", encoding="utf-8") as file:
            json.dump({"form": FORM, "words": [asdict(word) for word in words]}, file, ensure_ascii=False)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def with_recording(words: Sequence[TaughtWord], id: str, said: str, rows: Sequence[str]) -> tuple[TaughtWord, ...]:
    """Return the words with one recording more of one of them. If it has a new name, that is its first recording."""
    word = next((each for each in words if each.id == id and each.said == said), TaughtWord(id, said))
    more = replace(word, recordings=(*word.recordings, tuple(rows))[-TIMES:])
    return (*without(words, id), more)


def without(words: Sequence[TaughtWord], id: str) -> tuple[TaughtWord, ...]:
    """Return the words without one of them."""
    return tuple(each for each in words if each.id != id)


def can_listen(words: Sequence[TaughtWord]) -> bool:
    """Return True if enough words were taught to tell one from the others."""
    return sum(each.is_whole for each in words) >= FEWEST_WORDS


def _word(value: dict[str, object]) -> TaughtWord:
    id, said, recordings = value["id"], value["said"], value["recordings"]
    if not isinstance(id, str) or not isinstance(said, str) or not isinstance(recordings, list):
        raise TypeError("not a word")
    if not all(isinstance(rows, str) for each in recordings for rows in each):
        raise TypeError("not a recording")
    return TaughtWord(id, said, tuple(tuple(each) for each in recordings))
