"""The cache of rendered phrases: found again, bounded, cleaned of the longest unused, and never in another's way."""

import hashlib
import os
import shutil
import stat
import subprocess
import sys
from array import array
from dataclasses import replace

import pytest

from hipcoach.voice import cache as cache_module
from hipcoach.voice.cache import Cache, Phrase
from hipcoach.voice.wav import Sound

PHRASE = Phrase("Keep breathing.", "en-us", 140, 2, "espeak 1.52")
SOUND = Sound(array("h", [5000] * 2205), 22050)
NOW_S = 1_000_000_000.0  # long before the moment the test runs, which is what a use is stamped with


@pytest.fixture
def cache(tmp_path):
    return Cache(tmp_path / "speech")


def kept(cache, number, used_s):
    path = cache.keep(replace(PHRASE, text=f"{number}"), SOUND)
    os.utime(path, (used_s, used_s))
    return path


def test_what_was_kept_is_found_with_its_length(cache):
    assert cache.find(PHRASE) is None
    path = cache.keep(PHRASE, SOUND)
    assert cache.find(PHRASE) == pytest.approx(0.1)
    assert path == cache.path(PHRASE)


@pytest.mark.parametrize(
    "other",
    [
        {"text": "Keep breathing!"},
        {"voice": "en-gb"},
        {"rate_wpm": 141},
        {"word_gap": 3},
        {"driver": "espeak 1.53"},
    ],
)
def test_everything_that_changes_the_sound_changes_the_name(cache, other):
    assert cache.path(PHRASE) != cache.path(replace(PHRASE, **other))


def test_another_version_of_the_program_uses_other_names(cache, monkeypatch):
    ours = cache.path(PHRASE)
    monkeypatch.setattr(cache_module, "FORMAT", cache_module.FORMAT + 1)
    assert cache.path(PHRASE) != ours


def test_files_and_folder_are_the_users_alone(cache):
    path = cache.keep(PHRASE, SOUND)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_damaged_file_is_not_found(cache):
    os.truncate(cache.keep(PHRASE, SOUND), 100)
    assert cache.find(PHRASE) is None


def test_a_deleted_folder_comes_back(cache):
    cache.keep(PHRASE, SOUND)
    shutil.rmtree(cache.folder)
    assert cache.size_bytes() == 0
    assert cache.find(PHRASE) is None
    cache.clean(NOW_S)
    cache.keep(PHRASE, SOUND)
    assert cache.find(PHRASE) is not None


def test_cleaning_deletes_the_longest_unused_and_use_counts(tmp_path):
    size = 44 + 2 * 2205
    cache = Cache(tmp_path, limit_bytes=2 * size)
    first, second, third = (kept(cache, number, NOW_S - 100 + number) for number in range(3))
    assert cache.find(replace(PHRASE, text="0")) is not None  # used now
    cache.clean(NOW_S)
    assert cache.size_bytes() == 2 * size
    assert first.exists()
    assert not second.exists()
    assert third.exists()


def test_cleaning_takes_part_files_left_behind_and_nothing_that_is_not_ours(tmp_path):
    cache = Cache(tmp_path, limit_bytes=0)
    ours = kept(cache, 1, NOW_S)
    old = tmp_path / f"{'0' * 40}.wav.77.part"
    raw = tmp_path / "render-77.wav.part"
    new = tmp_path / f"{'1' * 40}.wav.78.part"
    foreign = tmp_path / "holiday.wav"
    for path in (old, raw, new, foreign):
        path.write_bytes(b"x" * 5000)
    for path in (old, raw):
        os.utime(path, (NOW_S - 7200, NOW_S - 7200))
    os.utime(new, (NOW_S - 5, NOW_S - 5))
    cache.clean(NOW_S)
    assert cache.size_bytes() == 0
    assert [path.exists() for path in (ours, old, raw, new, foreign)] == [False, False, False, True, True]


def test_the_window_finds_a_phrase_without_openssl(tmp_path):
    """It stays in memory for as long as the window is open."""
    path = Cache(tmp_path).path(Phrase("Lift.", "en", 150, 0, "espeak"))
    assert path.stem == hashlib.sha256(b'[3, "Lift.", "en", 150, 0, "espeak"]').hexdigest()[:40]
    loads = "import sys, hipcoach.voice.lengths; sys.exit('_hashlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", loads], timeout=60, check=False).returncode == 0
