"""Words that the user teaches: what a sound is like, and which of them it was. The window imports nothing of it.

`embedding` turns sound into rows of numbers that are alike where words are alike, 25 a second. `word_templates` takes
the rows of a word out of a recording. `matching` compares what is heard with them as it comes. Nothing
here keeps sound.

Not part of a session yet: `benchmarks/heard.py` measures it.
"""
