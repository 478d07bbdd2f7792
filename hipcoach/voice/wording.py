"""What speaks and why, in one sentence for settings and `doctor`."""

SPEAKERS = {"sapi5": "Windows", "nsss": "macOS"}  # by pyttsx3's driver


def voice_sentence(engine: str, driver: str, chosen: str = "") -> str:
    """Return the sentence for the engine `natural`, `system` or `espeak`; `driver`: its name and version.

    `chosen`: the name of the voice, where the user chose it and it is there.
    """
    if chosen:
        return f"You chose this voice: {chosen}."
    if engine == "natural":
        return "The natural voice speaks, which comes with hipcoach."
    if engine == "espeak":
        return "eSpeak NG speaks, which comes with hipcoach: no better voice works on this computer."
    if engine == "system":
        return f"The voice that {SPEAKERS.get(driver.partition(',')[0], 'this computer')} already has speaks."
    return ""
