"""A session written out as steps, each with its length and its cues.

Read `unroll` first: it makes the steps of each exercise in their order. `opening` makes the first and the last step,
`into_exercise` the way into an exercise, part by part, with its change of position (`position_changes`), `work_steps`
the work of one set, and `question_after` what is asked after it. `start_point` is where a session begins that was cut
off, `planned_time` how long a step takes, and `shorten` how a session fits into the time that there is.

The steps that are left are written again whenever something changes: `running.step_writer` does that.
"""
