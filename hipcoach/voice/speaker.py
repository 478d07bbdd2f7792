"""The window's side of playing: requests go straight to the player helper, which a thread keeps alive."""

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from hipcoach.clock import Clock, wait_until
from hipcoach.voice.helper import Answer, Helper
from hipcoach.voice.protocol import SoundMoment
from hipcoach.voice.spoken_until import PART_S

logger = logging.getLogger(__name__)

DEADLINE_S = 0.5  # a cue that could not begin by then is dropped
NEVER_DROPPED_FROM = 5  # a priority: what is said of pain, and how to get up, is heard late rather than never
ANSWER_WITHIN_S = 0.5
DONE_WITHIN_S = 1.5  # after its length: a loaded machine may play slowly, and a dead one is noticed by the next cue
SILENT_WITHIN_S = 0.25
READY_WITHIN_S = 5.0
GRACE_S = 0.03  # the answer may be here and not yet read: on a busy machine, or after Ctrl-Z and `fg`
LONGEST_WAIT_S = 15.0  # between two tries to get sound back
SPARE_BYTES = 1500  # of the pipe, which loading leaves for cues
SAY_RECOVERED_S = 5.0
STARTING = "The voice is starting."


@dataclass(frozen=True, slots=True)
class RequestedSound:
    """A sound that was asked for."""

    path: str
    duration_s: float
    volume: float
    urgent: bool = False  # said of pain


class Speaker:
    """Plays files by priority. No method but `close` waits for anything."""

    def __init__(
        self,
        command: Sequence[str],
        volumes: tuple[float, float],
        on_missing: Callable[[str], None],
        clock: Clock,
    ) -> None:
        """`volumes`: of voice and tones, 0..1. `on_missing` is called with the path of a file that has gone."""
        self._command = command
        self._volumes = volumes
        self._on_missing = on_missing
        self._clock = clock
        self._changed = threading.Condition()
        self._helper: Helper | None = None
        self._ready = self._gone = self._stuck = self._closing = False
        self._wanted = False  # sound was asked for since the last try: another is worth while
        self._held: dict[str, None] = {}
        self._to_load: list[str] = []
        self._open: dict[int, RequestedSound] = {}
        self._problem = STARTING
        self._logged = ""  # why there is no sound, as the log has it
        self._had_sound = False
        self._recovered_until_s = 0.0
        self._recoveries = 0
        self._ready_answer: Answer = {}
        self.on_sound: Callable[[SoundMoment], object] = lambda moment: None  # in the helper's thread
        self._thread = threading.Thread(target=self._run, name="speaker", daemon=True)
        self._thread.start()

    def hold(self, path: str) -> None:
        """Load a file, now and after every restart."""
        with self._changed:
            if path not in self._held:
                self._held[path] = None
                self._to_load.append(path)
                self._changed.notify_all()

    def forget(self) -> None:
        """Let go of all files that were loaded."""
        with self._changed:
            self._held.clear()
            self._to_load.clear()
            self._send({"do": "forget"}, ANSWER_WITHIN_S)

    def play(self, path: str, duration_s: float, priority: int, *, tone: bool = False) -> None:
        """Play now. Without a helper it is dropped, and never played later.

        What is said of pain waits for what was said of it just before, and then for a moment.
        """
        with self._changed:
            before = [each for each in self._open.values() if each.urgent]
            urgent = not tone and priority >= NEVER_DROPPED_FROM
            pause_s = PART_S if urgent and before else 0.0
            ahead_s = sum(each.duration_s + PART_S for each in before) if pause_s else 0.0
            deadline_s = DEADLINE_S + ahead_s
            request = {"do": "play", "path": path, "priority": int(priority), "tone": tone, "deadline_s": deadline_s}
            request |= {"pause_s": pause_s} if pause_s else {}
            waits = deadline_s + pause_s if self._open else 0.0  # for the cue before it
            number = self._send(request, ANSWER_WITHIN_S + waits)
            if number is not None:
                self._open[number] = RequestedSound(path, duration_s + pause_s, self._volumes[tone], urgent)

    def silence(self) -> None:
        """Stop all sound; a helper that takes no request is killed."""
        with self._changed:
            # what is said next waits for none of these, though their end is told later
            self._open = {number: replace(each, urgent=False) for number, each in self._open.items()}
            if self._ready and self._send({"do": "silence"}, SILENT_WITHIN_S) is None:
                self._stuck = True
                self._changed.notify_all()

    def set_volumes(self, voice: float, tone: float) -> None:
        """Set both at once; what sounds follows."""
        with self._changed:
            self._volumes = (voice, tone)
            self._send_volumes()

    @property
    def sound(self) -> bool:
        """Return True if the helper has a device to play to."""
        return self._ready

    @property
    def starting(self) -> bool:
        """Return True until it is known whether there is a device to play to."""
        return not self._ready and self._problem == STARTING

    @property
    def recoveries(self) -> int:
        """Return how often sound came back after it was lost."""
        return self._recoveries

    @property
    def backend(self) -> str:
        """Return the sound system in use; empty while there is none."""
        return self._ready_value("backend")

    @property
    def lowering_role(self) -> str:
        """Return the role by which the sound server lowers other sound; empty where it does not."""
        return self._ready_value("role")

    @property
    def not_lowered(self) -> str:
        """Return why other sound is not lowered although that was asked for; else an empty text."""
        return self._ready_value("not_lowered")

    @property
    def problem(self) -> str:
        """Return one sentence on what does not work, or, for a moment, that it works again."""
        if self._ready:
            return "Sound is back." if self._clock.now_s() < self._recovered_until_s else ""
        return self._problem

    def use(self, command: Sequence[str]) -> None:
        """Go on with a helper of this command; what sounds now ends."""
        with self._changed:
            if command != self._command:
                self._command = command
                self._stuck, self._had_sound = True, False
                self._changed.notify_all()

    def close(self) -> None:
        """End the helper and the thread."""
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        self._thread.join()

    def _ready_value(self, what: str) -> str:
        return str(self._ready_answer.get(what, "")) if self._ready else ""

    def _send(self, request: Answer, within_s: float) -> int | None:
        """Send under the lock, and let the thread watch for the answer."""
        self._wanted = True
        self._changed.notify_all()
        if self._helper is None or not self._ready:
            return None
        return self._helper.send(request, within_s)

    def _send_volumes(self) -> None:
        voice, tone = self._volumes
        self._send({"do": "volumes", "voice": voice, "tone": tone}, ANSWER_WITHIN_S)

    # --- in the thread ---

    def _run(self) -> None:
        failures = 0
        while not self._closing:
            if self._start():
                failures = 0
                self._watch()
                if self._gone and not self._closing and not self._logged:
                    logger.warning("the sound helper ended: it is started again")
            else:
                failures += 1
            self._stop()
            if failures:
                self._rest(min(2.0 ** (failures - 1), LONGEST_WAIT_S))

    def _start(self) -> bool:
        """Start a helper; return True when it has a device."""
        with self._changed:
            self._gone = self._stuck = self._wanted = False
        due_s = self._clock.now_s() + READY_WITHIN_S
        try:
            self._helper = Helper(self._command, self._on_answer, self._clock)
        except OSError as error:
            self._cannot_play(str(error))
            return False
        with self._changed:
            if not wait_until(self._clock, due_s, self._changed, lambda: self._ready or self._gone or self._closing):
                self._cannot_play("the sound system does not answer")
            if self._gone and self.starting:
                self._cannot_play("its helper does not start")
            if not self._ready:
                return False
            self._logged = ""
            if self.not_lowered:
                logger.warning("other sound is not lowered: %s", self.not_lowered)
            if self._had_sound:
                self._recovered_until_s = self._clock.now_s() + SAY_RECOVERED_S
                self._recoveries += 1
            self._had_sound = True
            self._to_load = list(self._held)
            self._send_volumes()
            return True

    def _watch(self) -> None:
        """Load what is held; return when the helper is gone, stuck or no longer needed."""
        assert self._helper is not None
        with self._changed:
            while not (self._closing or self._gone or self._stuck):
                self._load()
                due_s = self._helper.due_s()
                left_s = None if due_s is None else due_s - self._clock.now_s()
                if left_s is None or left_s > 0:
                    self._changed.wait(left_s)
                elif not self._changed.wait_for(self._nothing_due, GRACE_S):
                    self._cannot_play("the sound system stopped answering")
                    return

    def _nothing_due(self) -> bool:
        due_s = self._helper.due_s() if self._helper is not None else None
        return self._closing or self._gone or self._stuck or due_s is None or due_s > self._clock.now_s()

    def _load(self) -> None:
        assert self._helper is not None
        while self._to_load:
            request = {"do": "load", "path": self._to_load[0]}
            if self._helper.send(request, READY_WITHIN_S, SPARE_BYTES) is None:
                return  # the next answer makes room
            del self._to_load[0]

    def _stop(self) -> None:
        with self._changed:
            self._ready = False
            self._open.clear()
            helper, self._helper = self._helper, None
        if helper is not None:
            helper.kill()

    def _cannot_play(self, why: str) -> None:
        self._problem = f"No sound: {why}."
        if why != self._logged:  # one line, however often it is tried again
            logger.warning("captions only: %s", why)
        self._logged = why

    def _rest(self, seconds: float) -> None:
        """Wait before the next try, and then until someone wants sound."""
        with self._changed:
            self._changed.wait_for(lambda: self._closing, seconds)
            self._changed.wait_for(lambda: self._closing or self._wanted)

    # --- in the helper's thread ---

    def _on_answer(self, answer: Answer) -> None:
        missing, moment = None, None
        with self._changed:
            what, number = answer.get("event"), answer.get("id")
            if what == "gone":
                self._gone = True
            elif what == "ready":
                self._ready = True
                self._ready_answer = answer
            elif what == "no_sound":
                self._cannot_play(str(answer.get("message")))
            elif isinstance(number, int) and self._helper is not None:
                sounding = self._open.get(number)
                if what == "playing" and sounding is not None:
                    self._helper.extend(number, sounding.duration_s + DONE_WITHIN_S)
                else:
                    self._helper.settle(number)
                    self._open.pop(number, None)
                if what == "missing" and sounding is not None:
                    missing = sounding.path
                if what in ("playing", "cut") and sounding is not None:
                    at_s = float(answer.get("at_s", 0.0))
                    moment = SoundMoment(number, sounding.path, sounding.volume, at_s, cut=what == "cut")
            self._changed.notify_all()
        if moment is not None:
            self.on_sound(moment)
        if missing is not None:
            self._on_missing(missing)
