"""The application without a screen: what a session's user is asked before and after it, today, this week, the profile.

What comes in are wishes and answers, from the window's pages or the terminal; what goes out are frozen values: the next
question, a session to play, or why there is none. `way_in`, `way_out` and `rest` are machines of states, each with its
table beside it; they decide by `planner` and `safety` and write through `session_diary`, before the next question is
given. `forecast` looks ahead and writes nothing. Read `way_in` first. Nothing here knows Qt.
"""
