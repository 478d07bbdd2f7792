"""What is said: phrases, filled in for this session's user, as lines and cues.

Read `script` first: a phrase becomes a cue. `blocks` are the sets of an exercise that the words are about,
`exercise_words` are all words of one exercise with `dose_words` for its dose, and `phrase_keys` chooses between
wordings. `waits` is what is said while a step waits for the user, or gives a time. `cue_length` is how long a cue
takes, `cue_layout` which cues fit a step.

Nothing here knows where the body is (`ways`) or which step runs (`running`).
"""
