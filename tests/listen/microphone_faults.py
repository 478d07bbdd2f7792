"""What may be wrong with a microphone, and the sentence that is shown then."""

from hipcoach.listen.listener import MUTED

MICROPHONE_FAULTS = {
    "missing": "No microphone was found.",
    "refused": "This program may not use the microphone: the system's privacy settings say so.",
    "taken by another program": "Another program uses the microphone.",
    "unplugged": "The microphone stopped.",
    "silent": MUTED,
    "its server hangs": "The microphone does not answer.",
}
