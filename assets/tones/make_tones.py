"""Makes the tones beside this file: soft, short, told apart by pitch. Run it after a change."""

import math
import wave
from array import array
from pathlib import Path

RATE = 22050
PEAK = 0.35  # of full scale
ATTACK_S = 0.012  # a slow start does not click and does not startle

# name -> notes: (Hz, start s, length s)
TONES = {
    "start": [(523.25, 0.00, 0.22), (659.26, 0.14, 0.40)],  # up: C5, E5
    "end": [(659.26, 0.00, 0.22), (523.25, 0.14, 0.45)],  # down
    "halfway": [(587.33, 0.00, 0.40)],  # one note: D5
    "tick": [(440.00, 0.00, 0.12)],  # short and low: A4
    "rise_1": [(440.00, 0.00, 0.16)],  # the lead-in: three that rise, A4 C sharp 5 E5, and the count comes next
    "rise_2": [(554.37, 0.00, 0.16)],
    "rise_3": [(659.26, 0.00, 0.24)],
}


def note(hertz: float, length_s: float) -> list[float]:
    """One note: a fundamental, a little of its octave and twelfth, dying away as a bell does."""
    samples = []
    for i in range(int(length_s * RATE)):
        t = i / RATE
        swell = min(1.0, t / ATTACK_S) * math.exp(-4.5 * t / length_s) * min(1.0, (length_s - t) / ATTACK_S)
        wave_ = sum(weight * math.sin(math.tau * hertz * k * t) for k, weight in ((1, 1.0), (2, 0.18), (3, 0.06)))
        samples.append(swell * wave_)
    return samples


def tone(notes: list[tuple[float, float, float]]) -> array:
    """Add the notes up and bring them to the same peak."""
    mixed = [0.0] * int(max(start + length for _, start, length in notes) * RATE)
    for hertz, start_s, length_s in notes:
        for i, sample in enumerate(note(hertz, length_s), start=int(start_s * RATE)):
            if i < len(mixed):
                mixed[i] += sample
    loudest = max(abs(sample) for sample in mixed)
    return array("h", (round(sample / loudest * PEAK * 32767) for sample in mixed))


if __name__ == "__main__":
    for name, notes in TONES.items():
        with wave.open(str(Path(__file__).with_name(f"{name}.wav")), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes(tone(notes).tobytes())
