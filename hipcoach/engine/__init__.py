"""A session as it runs: requests and time come in, events come out. Pure: no Qt, no thread, no clock, no file.

The whole in one place. A session is written out beforehand (`step_writer`, `unroll`) as *steps*: a lead-in, a
repetition, a hold, a rest, each with its length and its *cues*, what to say and when. Running it means to go through
the steps as time passes, and to leave that way where the user asks for something. So there are three parts, under a
thin `Engine`:

    `table`          which request is possible in which state; time is a request too. Without an entry: refused
    `step_runner`    where the session is: the step, what is due next, what was done. Knows nothing of pain
    `pain_dialogue`  one report of pain as a frozen value: each answer makes the next value. Knows no step and no clock

`engine.Engine` lets a request through if `table` has it, and `transitions` carries it out on the two other parts. What
happened comes out as `events`, what to paint as `status`; nobody reads the engine's inside. Time is an argument of
every request, so a test runs a session in milliseconds.

Read `table`, `engine` and `transitions`, in this order. The steps are made, with what is said in them, by these:

    `unroll`, `work_steps`, `opening`  all steps of a session; the work of one set; the first and the last words
    `position_changes`                 a change of position: how long it takes, and how it ends
    `way_words`, `getting_up`          what is said on a way, step by step, and how to get up for one who stops
    `exercise_words`                   what is said about one exercise; `phrase_keys` chooses between wordings
    `question_after`                   what is asked after an exercise
    `promises`                         what is said while a step waits, or gives a time
    `cue`, `script`, `cue_layout`      what a cue is, and what it means; a phrase becomes one; which fit a step
    `cue_length`, `texts`              how long cues take; all that may be said, with `every_report` of pain

Where the body is: `body_place` is a place, `places` has those of a session, `underway` says how far along a way one is,
`leaving` where one is who skips or goes back in the middle of a step. The rest: `fit` shortens a session, `playhead` is
the place in the steps, `bookmark` that at one moment, `report_subject` the exercises that a report of pain is about,
`state_machine` holds a state (of the machines in `coach`, too), `timeline` runs a session with simulated answers.

What happens when P is pressed, as an example. `Engine.report_pain` refuses where the table has no entry, lets happen
what was due until now, and calls `Transitions.report_pain`. That ends the step that runs (`StepRunner.abandon`), makes
a `PainDialogue` and asks its question as an *interlude*: time outside the steps, with an end and cues of its own. The
answer, or the interlude's end, makes the next value of the dialogue, and at last a decision of `safety.during`.
`Transitions` carries it out: the session ends, a break begins, or the steps that are left are unrolled anew. Around
it: `ui.player.player_page` takes the key, `player.Player` calls the engine and hands the events on, first to
`Recorder.commit`, whose `RecordKeeper` writes them into the `store`, then to the voice, then to the screen.
"""
