"""Spoken cues: rendered ahead in one helper process, played on the instant by another.

In come phrases to prepare, cues to say and tones to play (`protocol.Voice`); out comes sound. `speaking.open_voice`
gives the voice of the program; its `Renderer` asks `render_process` for one WAV file after the other, which `cache`
keeps, and its `Speaker` asks `play_process` to play them. The helpers load the speech and sound libraries, so that
one that crashes or hangs costs the window nothing: the next engine is tried, then tones, then captions only. `silent`
is the voice without sound. Read `protocol` and `speaking` first.

Three engines stand behind pyttsx3, in this order: the natural voice (hibari-tts, and the user's own Piper voices), the
system's, the bundled eSpeak NG. The one that has the chosen voice speaks, else the first that works; a phrase that it
cannot speak goes to the next. The natural ones are made to carry through the noise of a room (`clear_speech`); every
sound is brought to one loudness before its silence is cut. Until a phrase has been rendered its length is an estimate,
at the pace of the voice that speaks (`lengths`), which its first renders correct. A session begins as soon as its first
six phrases are there: they take longer to say than all others to render. A helper that has had nothing to do for a
minute ends.
"""
