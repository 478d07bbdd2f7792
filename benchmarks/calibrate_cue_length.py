"""Measures the natural voice and eSpeak, and prints the numbers of `engine/cue_length.py` and `voice/lengths.py`.

Run it when a voice or many phrases have changed, and write what it prints into these files by hand:
`python benchmarks/calibrate_cue_length.py [--quick]`. It renders every phrase that a session can say, finds the few
costs of `SpeakingPace` by least squares on the relative error, and says how far off each whole plan then is.
"""

import argparse
import os
import random
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

os.environ.update(ORT_DISABLE_TELEMETRY="1", OPENBLAS_NUM_THREADS="1")
import numpy as np
from shipped_phrases import PLANS, every_phrase, lines_of, session_of

from hipcoach.engine.words.cue_length import NATURAL, SpeakingPace, counted, estimate_s
from hipcoach.settings import Settings
from hipcoach.voice.engines import Manner, SpeechEngine, start_engine

ENGINES = ("natural", "espeak")
RATES_WPM = (110, 125, 140, 155, 170, 190)
WORD_GAPS = (0, 2, 5, 10)  # hundredths of a second
AT_OTHER_RATES = 60  # phrases
PENALTY = 0.02


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="only some of the phrases")
    given = parser.parse_args()
    plans = {plan: lines_of(session) for plan in PLANS if (session := session_of(plan))}
    often = Counter(text for lines in plans.values() for text in lines)
    texts = every_phrase()
    random.Random(1).shuffle(texts)
    texts = list(dict.fromkeys([*texts[: 200 if given.quick else None], *often]))
    few = random.Random(2).sample(sorted(often), AT_OTHER_RATES)
    default = Settings()
    for name in ENGINES:
        with tempfile.TemporaryDirectory() as folder:
            engine = start_engine(name, Path(folder))
            said = lengths_s(engine, texts, Manner("", default.rate_wpm, default.word_gap))
            pace = fitted(said, often)
            print(f"{name}: {len(texts)} phrases, {pace}")
            wholes = {
                plan: sum(estimate_s(t, pace) for t in lines) / sum(said[t] for t in lines) - 1
                for plan, lines in plans.items()
            }
            spread = float(np.std([estimate_s(text, pace) / said[text] - 1 for text in texts]))
            print(f"  one phrase {spread:.1%} off (standard deviation); what a plan says: {shown(wholes)}")
            whole_s = sum(said[text] for text in few)
            factors = [
                sum(lengths_s(engine, few, Manner("", rate, default.word_gap)).values()) / whole_s for rate in RATES_WPM
            ]
            print(f"  at {RATES_WPM} words a minute times {tuple(round(factor, 3) for factor in factors)}")
            if engine.has_word_gap:
                gaps = [
                    sum(lengths_s(engine, few, Manner("", default.rate_wpm, gap)).values()) / whole_s
                    for gap in WORD_GAPS
                ]
                print(f"  with gaps {WORD_GAPS} times {tuple(round(factor, 3) for factor in gaps)}")


def lengths_s(engine: SpeechEngine, texts: Sequence[str], manner: Manner) -> dict[str, float]:
    """Render each text."""
    return {text: engine.render(text, manner).duration_s for text in texts}


def fitted(said: Mapping[str, float], often: Mapping[str, int]) -> SpeakingPace:
    """Return the pace that comes nearest; what plans say often counts more."""
    rows = np.array([[*counted(text).values()] for text in said], float)
    lengths = np.array(list(said.values()))
    weights = np.sqrt([1 + min(often[text], 8) for text in said]) / (0.15 + 0.05 * lengths)
    left, right = rows * weights[:, None], lengths * weights
    costs = np.linalg.solve(left.T @ left + PENALTY * np.eye(left.shape[1]), left.T @ right)
    return {thing: round(float(cost), 3) for thing, cost in zip(NATURAL, costs, strict=True)}


def shown(wholes: Mapping[str, float]) -> str:
    return ", ".join(f"{plan} {off:+.1%}" for plan, off in wholes.items())


if __name__ == "__main__":
    main()
