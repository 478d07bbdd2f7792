"""Spoken cues: rendered ahead in one helper process, played on the instant by another.

In come phrases to prepare, cues to say and tones to play (`protocol.Voice`); out comes sound. `speaking.open_voice`
gives the voice of the program; its `Renderer` asks `render_process` for one WAV file after the other, which `cache`
keeps, and its `Speaker` asks `play_process` to play them. The helpers load the speech and sound libraries, so that
one that crashes or hangs costs the window nothing: the next engine is tried, then tones, then captions only. `silent`
is the voice without sound. Read `protocol` and `speaking` first.
"""
