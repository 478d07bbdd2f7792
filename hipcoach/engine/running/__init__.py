"""The steps as they run: which one, since when, what is said next, what was done. Nothing here knows of pain.

Read `step_runner` first: it goes through the steps, and leaves them where the user asks for something. `playhead` is
the place in the steps with what was counted (`tally`), `bookmark` that place at one moment. `step_queries` answers
questions about the step that runs. `step_writer` writes what is ahead again from where the body is; `departure` is
what is known when a step is left for another exercise, and `instructions` is how the exercise is done, said again.
An `interlude` is time outside the steps, such as a question about pain. `ends` are the sets and exercises that are
over, `work_record` is what was done of each exercise, `counting` what the user counts, `more_time` how a step gets
longer, `cut_off` where a session stopped that goes on later.
"""
