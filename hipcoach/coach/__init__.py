"""The application without a screen: what a session's user is asked before and after it, today, this week, the profile.

What comes in are wishes and answers, from the window's pages or the terminal; what goes out are frozen values: the next
question, a session to play, or why there is none. `way_in`, `way_out` and `pain_rest` are machines of states, each with
its table beside it; they decide by `planner` and `safety` and write through `session_diary`, before the next question
is given. A number that is red, or that refuses the session, is confirmed once ("Is that right?"). `forecast` looks
ahead and writes nothing. Read `way_in` first. Nothing here knows Qt.

What happens to today's number, as an example. Page or terminal calls `WayIn.answer_number`. `TodaysNumber` takes
it as the next-day answer, too, and has `SessionDiary` write it, which knows the present moment and the rule in force.
`AnswerWriter` lets the planner decide what follows (`planner.effects`, values only) and writes both in one transaction.
Only then does the way in give its next question: "Is that right?", the plan, or a stop. Where the disk is full,
`AnswerQueue` keeps the answer for later; the stop is given all the same, with `WayIn.not_kept` beneath it.
"""
