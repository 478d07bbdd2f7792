"""What speaks and why, in one sentence for settings and `doctor`."""

SPEAKERS = {"sapi5": "Windows", "nsss": "macOS"}  # by pyttsx3's driver


def speaks(engine: str, driver: str) -> str:
    """Name the voice of `system` or `espeak`; `driver`: name and version, as the render helper told."""
    if engine == "espeak":
        return "eSpeak NG speaks, which comes with hipcoach: this computer has no other voice that works."
    if engine == "system":
        return f"The voice that {SPEAKERS.get(driver.partition(',')[0], 'this computer')} already has speaks."
    return ""
