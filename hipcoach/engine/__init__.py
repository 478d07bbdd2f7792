"""A session as it runs: requests and time come in, events come out. Pure: no Qt, no thread, no clock, no file.

The whole in one place. A session is written out beforehand (`steps`) as *steps*: a lead-in, a repetition, a hold, a
rest, each with its length and its *cues*, what to say and when. Running it means to go through the steps
as time passes, and to leave that way where the user asks for something. So there are three parts, under a thin
`Engine`:

    `session_table`        which request is possible in which state; time is a request too. Without an entry: refused
    `running.step_runner`  where the session is: the step, what is due next, what was done. Knows nothing of pain
    `pain.pain_dialogue`   one report of pain as a frozen value: each answer makes the next. Knows no step and no clock

`engine.Engine` lets a request through if `session_table` has it, and `transitions` carries it out on the two other
parts. What happened comes out as `events`, what to paint as `status`; nobody reads the engine's inside. Time is an
argument of every request, so a test runs a session in milliseconds.

Read `questions` (the states, the requests, and what is asked), `session_table`, `engine` and `transitions`, in this
order. The rest is in five folders. Each says at its head what to read first, and imports only those below it:

    `running`  the steps as they run: which one, since when, what was done; and writing again what is ahead
    `steps`    a session written out as steps
    `pain`     one report of pain
    `ways`     where the body is, and how it gets from one place to another
    `words`    what is said

Values that all of them use stand here: `types` (a step), `cue` (one thing to say), `body_place` (where a body is),
`events`. Beside them, `texts` is all that a session may say, `report_subject` the exercises that a report of pain is
about, `timeline` runs a session with simulated answers, and `state_machine` holds a state, also for `coach`.

What happens when P is pressed, as an example. `Engine.report_pain` refuses where the table has no entry, lets happen
what was due until now, and calls `Transitions.report_pain`. That ends the step that runs (`StepRunner.abandon`), makes
a `PainDialogue` and asks its question as an *interlude*: time outside the steps, with an end and cues of its own. The
answer, or the interlude's end, makes the next value of the dialogue, and at last a decision of `safety.during`.
`Transitions` carries it out: the session ends, a break begins, or the steps that are left are unrolled anew. Around
it: `ui.player.player_page` takes the key, `player.Player` calls the engine and hands the events on, first to
`Recorder.commit`, whose `RecordKeeper` writes them into the `store`, then to the voice, then to the screen.
"""
