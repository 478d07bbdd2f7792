"""A session as it runs: requests and time come in, events come out. Pure: no Qt, no thread, no clock, no file.

`unroll` writes a session out as steps, each with its cues (`work`, `position_changes`, `script`, `cue_layout`,
`cue_length`); `fit` shortens a session until it fits a time. `engine.Engine` runs it: it lets through what `table`
allows, and `transitions` carries that out on two parts that know nothing of each other: `step_runner` (steps, time,
cues) and `pain_dialogue` (one report of pain as a value). `state_machine` holds the state, and that of the machines in
`coach`. What happens comes out as `events`, what to paint as `status`. `timeline` runs a session with simulated
answers. Read `table.py` first, then `engine.py`.

What happens when P is pressed, as an example. `Engine.report_pain` refuses where the table has no entry, lets happen
what was due until now, and calls `Transitions.report_pain`. That ends the step that runs (`StepRunner.abandon`), makes
a `PainDialogue` and asks its question as an *interlude*: time outside the steps, with an end and cues of its own. The
answer, or the interlude's end, makes the next value of the dialogue, and at last a decision of `safety.during`.
`Transitions` carries it out: the session ends, a break begins, or the steps that are left are unrolled anew.
"""
