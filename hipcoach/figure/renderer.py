"""The window's side of painting: what is wanted becomes files, one picture after the other, in a helper process."""

import logging
import os
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from os.path import isfile  # False where a folder may not be looked into; Path.is_file raises there
from pathlib import Path

from hipcoach.body.frame_file import FILM, FilmHead, frame_name, read_film, still_name
from hipcoach.body.picture import PictureKey
from hipcoach.clock import Clock
from hipcoach.installation.start_command import module_words
from hipcoach.voice.helper import GONE, Answer, Helper

logger = logging.getLogger(__name__)

WITHIN_S = 30.0  # for one picture, on a busy machine
AGAIN_AFTER_S = 20.0
IDLE_S = 60.0  # then the helper ends; it is back in half a second
GONE_WORDS = "the helper is gone"
MOST_FAILURES = 3  # in a row; then nothing more is tried before it is wanted anew


@dataclass(frozen=True, slots=True)
class Still:
    """A picture at a share of a movement."""

    key: PictureKey
    share: float

    def path(self, frames: Path) -> Path:
        """Return its file."""
        return frames / self.key.folder / still_name(self.share)


@dataclass(frozen=True, slots=True)
class FilmJob:
    """All frames of a film."""

    key: PictureKey


Job = Still | FilmJob


def command(figures: Path, frames: Path) -> list[str]:
    """Return the command line of the helper, with this Python."""
    module = "hipcoach.body.render_process"
    folders = ["--figures", str(figures), "--frames", str(frames)]
    return [*module_words(module), "--parent", str(os.getpid()), *folders]


class FigureRenderer:
    """One thread that has one picture after the other painted. No method waits for it but `wait_for`."""

    def __init__(self, helper: Sequence[str], frames: Path, on_tried: Callable[[Job], None], clock: Clock) -> None:
        """Begin to wait for jobs; `on_tried` is called in the thread for each that was painted, or could not be."""
        self._command, self._frames, self._on_tried, self._clock = helper, frames, on_tried, clock
        self._changed = threading.Condition()
        self._jobs: dict[Job, None] = {}  # ordered, most urgent first
        self._failed: dict[Job, float] = {}  # when
        self._answer: Answer | None = None
        self._closing = False
        self._helper: Helper | None = None
        self._thread = threading.Thread(target=self._run, name="figures", daemon=True)
        self._thread.start()

    def want(self, jobs: Sequence[Job]) -> None:
        """Want these pictures in their order, before those already wanted: what is asked for last is seen now.

        What could not be painted a moment ago is not tried again yet: it may be asked for thirty times a second.
        """
        with self._changed:
            now_s = self._clock.now_s()
            self._failed = {job: at_s for job, at_s in self._failed.items() if now_s - at_s < AGAIN_AFTER_S}
            self._jobs = {**{job: None for job in jobs if job not in self._failed}, **self._jobs}
            self._changed.notify_all()

    def wait_for(self, job: Job, within_s: float) -> bool:
        """Want a picture and wait until it is there or cannot be had; for what is no window."""
        self.want([job])
        with self._changed:
            self._changed.wait_for(lambda: job not in self._jobs, within_s)
            return job not in self._failed and job not in self._jobs

    def has_failed(self, job: Job) -> bool:
        """Return True if a picture could not be painted a moment ago: something else may stand in for it."""
        with self._changed:
            return job in self._failed

    def close(self) -> None:
        """End the helper and the thread."""
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        self._thread.join()

    # --- in the thread ---

    def _run(self) -> None:
        failures = 0
        while not self._closing:
            with self._changed:
                busy = self._changed.wait_for(lambda: self._closing or self._jobs, IDLE_S)
                job = next(iter(self._jobs), None)
            if self._closing:
                break
            if not busy or job is None:
                self._stop()
                continue
            request = self._next_request(job)
            if request is None:
                self._done(job)
                continue
            if self._paint(request):
                failures = 0
                self._on_tried(job)
                if isinstance(job, Still):
                    self._done(job)
                continue
            failures += 1
            for one in self._give_up(job, every=failures >= MOST_FAILURES):
                self._on_tried(one)
            failures %= MOST_FAILURES
        self._stop()

    def _next_request(self, job: Job) -> Mapping[str, object] | None:
        """Return what of a job is not on the disk yet; None where all of it is."""
        folder, key = self._frames / job.key.folder, job.key.message()
        if isinstance(job, Still):
            if isfile(job.path(self._frames)):
                return None
            return {"what": "still", "key": key, "share": job.share}
        film = _film(folder)
        if film is None:
            return {"what": "film", "key": key}
        for number in order_of_need(len(film.shares) + len(film.rises), len(film.shares)):
            if not isfile(folder / frame_name(number)):
                return {"what": "frame", "key": key, "frame": number}
        return None

    def _paint(self, request: Mapping[str, object]) -> bool:
        """Have one picture painted; return True if it was."""
        try:
            if self._helper is None:
                self._helper = Helper(self._command, self._on_answer, self._clock)
            with self._changed:
                self._answer = None
            number = self._helper.send(request, WITHIN_S)
            with self._changed:
                if number is not None:
                    self._changed.wait_for(lambda: self._answer is not None or self._closing, WITHIN_S)
                answer = self._answer
        except OSError as error:
            logger.warning("the figures' helper could not be started: %s", error)
            return False
        if answer is not None and answer.get("event") == "painted":
            self._helper.settle(number or 0)
            return True
        if answer is None or answer is GONE:
            self._stop()
        if not self._closing:
            why = answer.get("message", GONE_WORDS) if answer else GONE_WORDS
            logger.warning("a picture could not be painted: %s", why)
        return False

    def _on_answer(self, answer: Answer) -> None:
        with self._changed:
            self._answer = answer
            self._changed.notify_all()

    def _done(self, job: Job) -> None:
        with self._changed:
            self._jobs.pop(job, None)
            self._changed.notify_all()

    def _give_up(self, job: Job, *, every: bool) -> list[Job]:
        """Try a job, or all of them, no more for a while; return what was given up."""
        with self._changed:
            given_up = list(self._jobs) if every else [job]
            self._failed |= dict.fromkeys(given_up, self._clock.now_s())
            for one in given_up:
                self._jobs.pop(one, None)
            self._changed.notify_all()
        return given_up

    def _stop(self) -> None:
        helper, self._helper = self._helper, None
        if helper is not None:
            helper.kill()


def order_of_need(count: int, of_way: int) -> list[int]:
    """Return frames in the order in which they make a movement: its ends, its middle, then ever finer; breaths last."""
    if of_way <= 0:
        return list(range(count))
    out = [0, of_way - 1] if of_way > 1 else [0]
    step = of_way - 1
    while step > 1:
        half = step // 2 or 1
        out += [i for i in range(half, of_way, half)]
        step = half
    return [*dict.fromkeys(out), *range(of_way, count)]


def _film(folder: Path) -> FilmHead | None:
    try:
        return read_film(folder)
    except OSError:
        return None
    except ValueError:
        with suppress(OSError):  # it may not be ours to delete; the helper says so then
            (folder / FILM).unlink(missing_ok=True)
        return None
