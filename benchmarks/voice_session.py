"""Plays a whole plan through a null sink in its true timing, records it, and says what was heard and when.

`python benchmarks/voice_session.py [PLAN] [--gap SECONDS] [--load]`: with `--gap` the silences between cues are cut to
that; `--load` keeps one core busy. Sounds that run into each other are counted. `--files` instead lets the recogniser
hear the rendered files of every cue of every plan, which plays nothing.
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "voice"))
from lanes import SILENCE_S, Asked, edges, lead_s
from listening import Listener
from null_sink import RATE, NullSink, Recorder, busy_core, percentile, until
from session_cues import ROOT, cues_of, plan_names

from hipcoach.clock import wait_s
from hipcoach.voice.engines import Manner, start_engine
from hipcoach.voice.speaking import VoiceOptions, open_voice


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("plan", nargs="?", default="first-steps")
    parser.add_argument("--gap", type=float)
    parser.add_argument("--load", action="store_true")
    parser.add_argument("--files", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        wrong = hear_files(folder) if given.files else play(given.plan, given.gap, given.load, folder)
    for text, heard in wrong:
        print(f"  {text!r} was heard as {heard!r}")
    return 1 if wrong else 0


def hear_files(folder: Path) -> list[tuple[str, str | None]]:
    engine = start_engine("natural", folder)
    wrong, count = [], 0
    for plan in plan_names():
        texts = dict.fromkeys(text for _, text in cues_of(plan))
        sounds = {text: engine.render(text, Manner("", 140, 2)) for text in texts}
        listener = Listener({text: sound.duration_s for text, sound in sounds.items()}, folder)
        heard = {text: listener.heard(sound.samples, sound.rate) for text, sound in sounds.items()}
        wrong += [(text, what) for text, what in heard.items() if what != text]
        count += len(texts)
        print(f"{plan}: {len(texts)} phrases")
    print(f"{count - len(wrong)} of {count} phrases named exactly")
    return wrong


def play(plan: str, gap_s: float | None, loaded: bool, folder: Path) -> list[tuple[str, str | None]]:
    sink = NullSink(folder)
    sink.start()
    os.environ.update(sink.environment)
    load = busy_core() if loaded else None
    voice = open_voice(VoiceOptions(), folder / "cache", ROOT / "assets" / "tones")
    try:
        cues = cues_of(plan)
        voice.prepare([text for _, text in cues])
        until(lambda: voice.state().sound and voice.progress()[0] == voice.progress()[1], 60)
        lengths = {text: voice.length_s(text) or 0.0 for _, text in cues}
        leads_s = {text: lead_s(voice, text) for text in lengths}
        recorder = Recorder(sink)
        asked, began_s = [], recorder.now_s() + 0.5
        for start_s, text in cues:
            due_s = began_s + start_s if gap_s is None else recorder.now_s() + gap_s
            wait_s(due_s - recorder.now_s())
            asked.append((recorder.now_s(), text))
            voice.say(text)
            if gap_s is not None:
                wait_s(lengths[text])
        wait_s(lengths[cues[-1][1]])
        recording = recorder.stop()
    finally:
        voice.close()
        sink.stop()
        if load is not None:
            load.kill()
            load.wait()
    listener = Listener(lengths, folder)
    late_ms, off, wrong, together = [], [], [], []
    for at_s, text in asked:
        found = recording.sounds(at_s - 0.02, at_s + lengths[text] + 0.06)
        if found is None:
            wrong.append((text, None))
            continue
        late_ms.append((found[0] - at_s - leads_s[text]) * 1000)
        if (
            min(end - begin for begin, end in edges(Asked(at_s, text, lengths[text], leads_s[text]), recording))
            < SILENCE_S
        ):
            together.append(text)
        off.append(abs((found[1] - found[0]) / lengths[text] - 1))
        heard = listener.heard(recording.part(*found), RATE)
        if heard != text:
            wrong.append((text, heard))
    print(f"{plan}: {len(asked)} cues, {len(asked) - len(wrong)} named exactly, {len(together)} run into another")
    print(f"load of the machine at the end: {os.getloadavg()[0]:.1f}")
    print(f"request to first sample: p95 {percentile(late_ms, 0.95):.1f} ms, most {max(late_ms):.1f} ms")
    print(f"sounded length against the file's: at most {max(off):.1%} off")
    return wrong


if __name__ == "__main__":
    raise SystemExit(main())
