"""A helper for tests that behaves as it is told: `stand_in.py render|play BEHAVIOUR FOLDER`.

FOLDER/starts holds how often it was started, FOLDER/heard every request. The behaviour `x,y` is x at the first start
and y from then on.
"""

import json
import os
import sys
import wave

ROLE, BEHAVIOURS, FOLDER = sys.argv[1], sys.argv[2].split(","), sys.argv[3]
STARTS = os.path.join(FOLDER, "starts")
with open(STARTS, "a") as starts:
    starts.write("x")
behaviour = BEHAVIOURS[min(os.path.getsize(STARTS), len(BEHAVIOURS)) - 1]


def say(**answer):
    os.write(1, json.dumps(answer).encode() + b"\n")


def read():
    line = sys.stdin.buffer.readline()
    if not line:
        sys.exit(0)
    request = json.loads(line)
    with open(os.path.join(FOLDER, "heard"), "a") as heard:
        heard.write(line.decode())
    return request


def render(request):
    name = "x" * 300 if behaviour == "lies" else abs(hash(request["text"]))  # it cannot even be looked for
    path = os.path.join(FOLDER, f"{name}.wav")
    if behaviour == "hangs":
        while True:
            read()
    if behaviour == "dies":
        os._exit(3)
    if behaviour == "cannot load":
        say(event="unusable", message="no model")
        sys.exit(0)
    if behaviour == "fails" or (behaviour == "knows words" and not request["text"].isascii()):
        return say(id=request["id"], event="failed", message="it cannot say that", disk=False)
    if behaviour == "full" and not os.path.exists(os.path.join(FOLDER, "room")):
        return say(id=request["id"], event="failed", message="No space left on device", disk=True)
    if behaviour != "lies":
        with wave.open(path, "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(22050)
            file.writeframes(b"\0\x20" * 11025)
    return say(id=request["id"], event="rendered", path=path, duration_s=0.5)


def play(request):
    if behaviour == "hangs":
        return None
    if behaviour == "dies":
        os._exit(3)
    if request["do"] != "play":
        return say(id=request["id"], event="silent")
    if not os.path.exists(request["path"]):
        return say(id=request["id"], event="missing", message="it has gone")
    say(id=request["id"], event="playing", at_s=7.5)
    if behaviour != "never done":
        say(id=request["id"], event="done")
    return None


if behaviour == "never ready":
    while True:
        read()
if behaviour == "unusable":
    say(event="unusable", message="nothing here can speak")
    sys.exit(0)
if behaviour == "no sound":
    say(event="no_sound", message="no device")
    sys.exit(0)
if behaviour == "chatters":
    os.write(1, b"Warning: something\n[1, 2]\n\xff\xfe\n")
id_ = "other" if behaviour == "another voice" else "en-us"
voices = [{"id": id_, "name": "Someone", "language": "en-us"}]
if ROLE == "render":
    say(event="ready", engine="stand-in", driver="1", voice="en-us", voices=voices)
else:
    say(event="ready", backend="stand-in")
while True:
    {"render": render, "play": play}[ROLE](read())
