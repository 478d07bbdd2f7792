"""The feature "Library": the plans, the exercises, and how to change position, each with figures that move when asked.

`plans_page` and `exercises_page` are lists of cards that open one thing in full. What a plan holds today comes from the
forecast, with the reason for what is left out; an exercise's texts come from the catalogue (`exercise_detail`,
`change_detail`). `moving_picture` plays a figure by the clock, and `play_figure` puts a button under it.
`sound_file_card` saves a session as a sound. A wish to start a plan leaves as a signal. Read `plans_page` first.
"""
