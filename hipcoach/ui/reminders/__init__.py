"""The feature "Reminders": a note from the desktop when a session is due, and after long sitting.

`reminder_timer` checks once a minute whether a time of the settings has come and asks the planner for the sentence; it
writes down that it reminded before it does. `sitting_timer` counts how long its user may have been sitting.
`background` keeps the tray's icon while either is on and sends the notes through it. Nothing is shown during a session
or a pain rest. Read `reminder_timer` first.
"""
