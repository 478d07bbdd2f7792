"""The player: the page of one session while it runs.

`running_session` builds engine, player and page. `player_page` turns keys into commands (`player_keys`, made from the
table in `coach.keys`) and the session's status into a picture: `stage_view` puts the status into words, `stage` shows
them beside the figure, and `panels` puts a question in their place where the session asks one. It decides nothing:
the engine does. Read `player_page` first.
"""
