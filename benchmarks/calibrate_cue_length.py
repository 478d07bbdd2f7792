"""Fits the table behind `hipcoach.engine.cue_length` to really rendered speech, and writes it.

Run it when many phrases changed: `python benchmarks/calibrate_cue_length.py`. It renders every phrase that the program
can say and some more, solves a weighted ridge regression, and prints how good the estimate is on phrases kept aside.
"""

import random
import re
import tempfile
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from hipcoach.engine.cue_length import MARGIN, MARGIN_S, features
from hipcoach.engine.script import sentence
from hipcoach.paths import shipped_folder
from hipcoach.voice.engines import Manner, SpeechEngine, start_engine

TABLE = Path(__file__).parents[1] / "hipcoach" / "engine" / "cue_length_table.py"
FEWEST_WORDS = 6  # a word that is heard more rarely gets no correction of its own
FEWEST_OTHERS = 6
KEPT_ASIDE = 300
NAMES = ("Bridge", "Chair stand", "Knee rolls", "Figure-four stretch", "Standing hip extension", "Prone leg lift")
NAMES += ("Hip hike", "Side plank on the knees", "Relaxed breathing", "Supported mini-squat", "Lying twist")
THINGS = ("a mat", "a sturdy chair", "a mat and a pillow", "a strap or belt", "a low step and a rail", "a chair")
MOVES = ("Lift slowly.", "Rise.", "Lower slowly.", "Out to the side.", "Breathe in.", "Let it sink.")


def main() -> None:
    """Render, fit, write, and say how good it is."""
    chance = random.Random(1)
    texts = sorted(sample_phrases(shipped_folder(), chance))
    with tempfile.TemporaryDirectory() as folder:
        engine = start_engine("espeak", Path(folder))
        said = list(rendered(engine, texts))
    chance.shuffle(said)
    table = fitted(said[KEPT_ASIDE:])
    print(f"{len(said)} phrases, {len(table)} features; kept aside: {quality(table, said[:KEPT_ASIDE])}")
    table = fitted(said)
    print(f"all: {quality(table, said)}")
    TABLE.write_text(source(table), encoding="utf-8")


def sample_phrases(shipped: Path, chance: random.Random) -> set[str]:
    """Everything the program can say, with many fillings of each template, and single words and numbers."""
    texts: set[str] = set()
    for path in sorted((shipped / "sessions").rglob("*.toml")):
        for text in strings(tomllib.loads(path.read_text("utf-8"))):
            texts.update(part for part in re.split(r"(?<=[.?!])\s+", text) if 3 < len(part) < 160)
    phrases = tomllib.loads((shipped / "assets" / "phrases" / "en.toml").read_text("utf-8"))
    for template in phrases["phrases"].values():
        texts.update(filling(template, phrases["numbers"], chance) for _ in range(12 if "{" in template else 1))
    words = sorted({word.lower() for text in texts for word in re.findall(r"[A-Za-z]+", text) if len(word) > 1})
    texts.update(f"{word.capitalize()}." for word in chance.sample(words, 200))
    texts.update(f"{number.capitalize()}." for number in phrases["numbers"])
    texts.update(f"Hold for {number} seconds." for number in range(1, 61, 2))
    return {text for text in texts if re.fullmatch(r"[\w ,.;:?!'’()–-]+", text) and re.search(r"[a-z]", text)}


def strings(value: object) -> Iterator[str]:
    """Every sentence in a file."""
    if isinstance(value, Mapping):
        for part in value.values():
            yield from strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from strings(part)
    elif isinstance(value, str) and " " in value:
        yield value


def filling(template: str, numbers: Sequence[str], chance: random.Random) -> str:
    """Fill a template with something it might hold."""
    text = re.sub(r"\{\w+:word\}", lambda _: chance.choice(numbers[1:31]), template)
    text = re.sub(r"\{\w+\|(.*?)\|(.*?)\}", lambda forms: chance.choice(forms.groups()), text)
    text = text.replace("{name}", chance.choice(NAMES)).replace("{things}", chance.choice(THINGS))
    text = re.sub(r"\{\w+\}", lambda _: chance.choice(MOVES), text)
    return sentence(text)


def rendered(engine: SpeechEngine, texts: Sequence[str]) -> Iterator[tuple[str, float]]:
    """Each text with its length in seconds."""
    for text in texts:
        yield text, engine.render(text, Manner("", 140, 2)).duration_s


def fitted(said: Sequence[tuple[str, float]]) -> dict[str, float]:
    """Seconds for each feature, by least squares on the relative error, drawn a little towards nought."""
    rows = [features(text) for text, _ in said]
    seen = Counter(feature for row in rows for feature in row)
    names = sorted(
        n for n, count in seen.items() if count >= (FEWEST_WORDS if n.startswith("word ") else FEWEST_OTHERS)
    )
    index = {name: i for i, name in enumerate(names)}
    matrix = [[0.0] * len(names) for _ in names]
    right = [0.0] * len(names)
    for row, (_, length_s) in zip(rows, said, strict=True):
        weight = 1 / (0.15 + 0.05 * length_s) ** 2
        known = [(index[name], count) for name, count in row.items() if name in index]
        for i, count in known:
            right[i] += weight * count * length_s
            for j, other in known:
                matrix[i][j] += weight * count * other
    for i, name in enumerate(names):
        matrix[i][i] += 1.0 if name.startswith("word ") else 0.1
    return dict(zip(names, solved(matrix, right), strict=True))


def solved(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Solve a symmetric, positive definite system by elimination."""
    size = len(right)
    for i in range(size):
        for j in range(i + 1, size):
            if factor := matrix[j][i] / matrix[i][i]:
                for k in range(i, size):
                    matrix[j][k] -= factor * matrix[i][k]
                right[j] -= factor * right[i]
    out = [0.0] * size
    for i in reversed(range(size)):
        out[i] = (right[i] - sum(matrix[i][k] * out[k] for k in range(i + 1, size))) / matrix[i][i]
    return out


def quality(table: Mapping[str, float], said: Sequence[tuple[str, float]]) -> str:
    """How often and by how much the estimate falls short, and how much too long it is in the mean."""
    errors = []
    for text, length_s in said:
        estimate = MARGIN * sum(table.get(name, 0.0) * count for name, count in features(text).items()) + MARGIN_S
        errors.append((estimate - length_s, length_s))
    short = [-error for error, _ in errors if error < 0]
    over = sum(error / length_s for error, length_s in errors) / len(errors)
    return f"{len(short) / len(errors):.1%} too short, by at most {max(short, default=0):.3f} s; mean {over:+.1%}"


def source(table: Mapping[str, float]) -> str:
    """Give the table as Python."""
    lines = [
        '"""Seconds that each feature of a phrase takes. Written by `benchmarks/calibrate_cue_length.py`."""',
        "",
        "SECONDS = {",
        *(f'    "{name}": {seconds:.3f},' for name, seconds in sorted(table.items()) if abs(seconds) >= 0.0005),
        "}",
        "",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
