"""The feature "Reminders": a note from the desktop when a session is due.

`reminder_timer` checks once a minute whether a time of the settings has come and asks the planner for the sentence; it
writes down that it reminded before it does. `background` keeps the tray's icon while reminders are on and sends the
note through it. Nothing is shown during a session or a rest. Read `reminder_timer` first.
"""
