"""Every page and figure in named states, as pictures to look at and to compare.

`demo_world` makes a user up: a real diary on a fake clock, filled by sessions that the engine plays. `scenes` holds
four such worlds (nothing done yet; weeks of sessions; a pain rest in force; no plans) and puts a page into the window.
The `*_states` files name the states of each feature and build their pages; `states` is the table of all of them. `draw`
saves a state light and dark, at 100 % and 200 % text; `figure_pictures` saves the figures. Tests walk through the same
table. Nothing of the program imports this room but the command `gallery`. Read `states` first.
"""
