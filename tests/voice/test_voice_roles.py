"""With which role we speak, from what the sound server says it has loaded."""

import pytest

from hipcoach.voice import roles
from hipcoach.voice.roles import Lowering, read_modules


def modules(*lines):
    return "".join(f"{number}\t{line}\t\n" for number, line in enumerate(["module-null-sink\tsink_name=hip", *lines]))


@pytest.mark.parametrize(
    ("loaded", "role"),
    [
        (["module-role-ducking\t"], "phone"),
        (["module-role-ducking\ttrigger_roles=announce,phone volume=-20dB"], "announce"),
        (["module-role-ducking\tducking_roles=music trigger_roles='tts/voice'"], "tts"),
        (["module-role-cork\t", "module-role-ducking\ttrigger_roles=phone,a11y"], "a11y"),
        (["module-role-cork\ttrigger_roles=a11y", "module-role-ducking\ttrigger_roles=a11y,phone"], "phone"),
    ],
)
def test_we_speak_with_the_role_that_lowers_others_and_does_not_pause_them(loaded, role):
    assert read_modules(modules(*loaded)) == Lowering(role)


@pytest.mark.parametrize(
    ("loaded", "why"),
    [
        ([], "PulseAudio's module-role-ducking is not loaded"),
        (["module-role-cork\t"], "PulseAudio's module-role-ducking is not loaded"),
        (["module-role-cork\t", "module-role-ducking\t"], "the sound server would pause it, not lower it"),
        (["libpipewire-module-rt\t{ nice.level = -11 }"], "PipeWire has nothing like PulseAudio's module-role-ducking"),
    ],
)
def test_where_that_cannot_be_had_we_say_why(loaded, why):
    assert read_modules(modules(*loaded)) == Lowering("", why)


def test_a_server_that_does_not_answer_and_a_missing_program_are_said(monkeypatch):
    monkeypatch.setattr(roles, "ASK", ("false",))
    assert roles.ask_server() == Lowering("", "no PulseAudio answers")
    monkeypatch.setattr(roles, "ASK", ("no-such-program",))
    assert roles.ask_server() == Lowering("", "the sound server cannot be asked for it without pactl")


def test_the_role_is_left_to_the_library_that_opens_the_stream():
    environment = {"PULSE_PROP": "the user's own"}
    roles.speak_as("announce", environment)
    assert environment == {"PULSE_PROP": "the user's own", "PULSE_PROP_media.role": "announce"}
