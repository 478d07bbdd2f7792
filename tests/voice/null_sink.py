"""A sound server of the test's own, with sinks that nobody hears and a recorder that stamps what it hears."""

import os
import shutil
import subprocess
import threading
from array import array
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from hipcoach.clock import SystemClock, wait_s

RATE = 44100
MISSING = [name for name in ("pulseaudio", "parec") if shutil.which(name) is None]
BLOCK = 44  # samples, 1 ms
LATEST = 882  # samples, 20 ms
HEARD = 150  # of 32767
STALL_S, UNEVEN_S = 0.04, 0.015  # the server sends every 5 ms
SERVER_NICENESS = -11  # PulseAudio's own default for its high-priority setting


@dataclass
class NullSink:
    """One PulseAudio with null sinks, in a folder of its own."""

    folder: Path
    sinks: Sequence[str] = ("hip",)
    modules: Sequence[str] = ()  # more of the server's, each with its arguments
    process: subprocess.Popen[bytes] | None = None

    @property
    def environment(self) -> dict[str, str]:
        """What makes a client use this server and nothing else."""
        socket = f"unix:{self.folder}/native"
        return {"PULSE_SERVER": socket, "PULSE_RUNTIME_PATH": str(self.folder), "PULSE_COOKIE": f"{self.folder}/cookie"}

    def start(self) -> None:
        """Start the server and wait until it takes clients."""
        socket = self.folder / "native"
        socket.unlink(missing_ok=True)
        self.process = subprocess.Popen(
            [
                *("pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1"),
                *("--use-pid-file=no", "--disable-shm=yes"),
                *(f"--load=module-null-sink sink_name={name} rate={RATE} channels=2" for name in self.sinks),
                *(f"--load={module}" for module in self.modules),
                f"--load=module-native-protocol-unix socket={socket} auth-anonymous=1",
            ],
            env={**os.environ, **self.environment, "XDG_RUNTIME_DIR": str(self.folder), "HOME": str(self.folder)},
            stderr=subprocess.DEVNULL,
        )
        _raise_priority(self.process.pid)
        until(socket.exists)

    def stop(self) -> None:
        """Kill it, even when it is frozen."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None


@dataclass
class Recorder:
    """Records a sink. Times are of the system clock, as everywhere in the program."""

    server: NullSink
    name: str = "hip"
    _stamps: list[tuple[float, int]] = field(default_factory=list)  # time of arrival, samples so far
    _data: bytearray = field(default_factory=bytearray)

    def __post_init__(self) -> None:
        self._clock = SystemClock()
        self._process = subprocess.Popen(
            [
                *("parec", "--raw", "-d", f"{self.name}.monitor", "--format=s16le", f"--rate={RATE}"),
                *("--channels=1", "--latency-msec=5"),
            ],
            env={**os.environ, **self.server.environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        _raise_priority(self._process.pid)
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()
        until(lambda: len(self._data) > RATE)  # the first half second is bunched up

    def now_s(self) -> float:
        """The time on the recorder's clock."""
        return self._clock.now_s()

    def stood_still(self, since_s: float) -> bool:
        """Whether nothing arrived for a while: the machine, not the player, was held up, and nothing can be told."""
        arrived = [at_s for at_s, _ in self._stamps if at_s >= since_s]
        pauses = (later - earlier for earlier, later in pairwise([since_s, *arrived, self.now_s()]))
        return max(pauses) > STALL_S

    def level(self) -> int:
        """The loudest of what came last."""
        samples = array("h")
        samples.frombytes(bytes(self._data[-2 * LATEST :]))
        return max(samples)

    def was_calm(self, from_s: float, to_s: float) -> bool:
        """Whether what arrived in a stretch of time did so evenly, as it does where nobody waits for a processor."""
        arrived = [at_s for at_s, _ in self._stamps if from_s <= at_s <= to_s]
        return max(later - earlier for earlier, later in pairwise([from_s, *arrived, to_s])) < UNEVEN_S

    def stop(self) -> "Recording":
        """End the recording and give it."""
        wait_s(0.15)  # what is on its way still counts
        self.kill()
        samples = array("h")
        samples.frombytes(bytes(self._data[: len(self._data) // 2 * 2]))
        return Recording(samples, self._stamps)

    def kill(self) -> None:
        """End the recording."""
        self._process.kill()
        self._process.wait()
        self._thread.join()

    def _read(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as pipe:
            while data := os.read(pipe.fileno(), 65536):
                self._data += data
                self._stamps.append((self._clock.now_s(), len(self._data) // 2))


class Recording:
    """Samples with the time of each: the earliest arrival within half a second counts, later ones were held up."""

    def __init__(self, samples: array, stamps: list[tuple[float, int]]) -> None:
        self.samples = samples
        self._second_offsets: dict[int, float] = {}
        for arrived_s, count in stamps:
            offset = arrived_s - count / RATE
            second = count // RATE
            self._second_offsets[second] = min(offset, self._second_offsets.get(second, offset))
        peaks = (samples[i : i + BLOCK] for i in range(0, len(samples), BLOCK))
        self._loud = [max(max(block), -min(block)) >= HEARD for block in peaks]

    def time_s(self, sample: int) -> float:
        """When this sample was played."""
        second = sample // RATE
        near = [self._second_offsets[s] for s in (second - 1, second, second + 1) if s in self._second_offsets]
        return sample / RATE + min(near)

    def sample_at(self, time_s: float) -> int:
        """Which sample was played at a time."""
        guess = int((time_s - self.time_s(0)) * RATE)
        guess = min(max(guess, 0), len(self.samples) - 1)
        return max(0, guess + int((time_s - self.time_s(guess)) * RATE))

    def sounds(self, from_s: float, to_s: float) -> tuple[float, float] | None:
        """First and last moment with sound in a stretch of time; None when it is silent."""
        first, last = self.sample_at(from_s) // BLOCK, self.sample_at(to_s) // BLOCK
        loud = [i for i in range(first, min(last, len(self._loud))) if self._loud[i]]
        if not loud:
            return None
        return self.time_s(loud[0] * BLOCK), self.time_s((loud[-1] + 1) * BLOCK)

    def longest_silence(self, from_s: float, to_s: float) -> tuple[float, float]:
        """Begin and end of the longest silence in a stretch of time; of no length where it is full of sound."""
        first, last = self.sample_at(from_s) // BLOCK, min(self.sample_at(to_s) // BLOCK, len(self._loud))
        loud = [first - 1, *(i for i in range(first, last) if self._loud[i]), last]
        before, after = max(pairwise(loud), key=lambda pair: pair[1] - pair[0])
        return self.time_s((before + 1) * BLOCK), self.time_s(after * BLOCK)

    def part(self, from_s: float, to_s: float) -> array:
        """The samples of a stretch of time."""
        return self.samples[self.sample_at(from_s) : self.sample_at(to_s)]


def until(happens, within_s: float = 60.0) -> None:
    """Wait until something happens; fail when it does not. How long it takes is the machine's affair."""
    clock = SystemClock()
    started_s = clock.now_s()
    while not happens():
        if clock.now_s() - started_s > within_s:
            raise AssertionError(f"did not happen within {within_s} s")
        wait_s(0.002)


def percentile(values: list[float], share: float) -> float:
    """The value that this share of all values do not exceed."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def busy_core() -> subprocess.Popen[bytes]:
    """A process that keeps one core busy until it is killed."""
    return subprocess.Popen(["sh", "-c", "while :; do :; done"])


def children(pid: int) -> Iterator[int]:
    """Process ids of the children of a process, on Linux."""
    for task in Path(f"/proc/{pid}/task").iterdir():
        with suppress(FileNotFoundError, ProcessLookupError):  # a thread that has just ended
            yield from map(int, (task / "children").read_text().split())


def child_that_runs(module: str) -> int:
    """Process id of the child of this process that runs a module, on Linux; others may come and go meanwhile."""
    for pid in children(os.getpid()):
        with suppress(FileNotFoundError, ProcessLookupError):
            if module in Path(f"/proc/{pid}/cmdline").read_text():
                return pid
    raise AssertionError(f"no child runs {module}")


def _raise_priority(pid: int) -> None:
    try:
        os.setpriority(os.PRIO_PROCESS, pid, SERVER_NICENESS)
    except PermissionError:
        return  # an ordinary user may not; the machine's own server would have it from rtkit
