"""Surroundings with another locale, or none."""

ASCII_ONLY = {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
LOCALES = {
    "C": {"LC_ALL": "C", **ASCII_ONLY},
    "C.UTF-8": {"LC_ALL": "C.UTF-8"},
    "one that does not exist": {"LC_ALL": "xx_XX.nonsense"},
}
