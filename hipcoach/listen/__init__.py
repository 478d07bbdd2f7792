"""Words that the user teaches: a process hears them, and tells the window which one it was.

`listener` is the window's side of that process, and `taught_words` the file in which the words are kept; the window
imports these two alone. In `listen_process`, `microphone` gives the sound, `own_voice` takes out of it what the
program says itself, by what `room_filter` has learnt of the room, `embedding` turns its `spectrum` into rows of
numbers that are alike where words are alike, 25 a second, `word_templates` takes the rows of a word out of a recording,
`matching` compares what is heard with them as it comes, `quiet_around` tells whether a word stood alone, and `word_ear`
puts these together. Nothing here keeps sound.
"""
