"""What speaks and why, in one sentence for settings and `doctor`."""

SPEAKERS = {"sapi5": "Windows", "nsss": "macOS"}  # by pyttsx3's driver


def voice_sentence(engine: str, driver: str) -> str:
    """Return the sentence for the engine `system` or `espeak`; `driver`: its name and version."""
    if engine == "espeak":
        return "eSpeak NG speaks, which comes with hipcoach: this computer has no other voice that works."
    if engine == "system":
        return f"The voice that {SPEAKERS.get(driver.partition(',')[0], 'this computer')} already has speaks."
    return ""
