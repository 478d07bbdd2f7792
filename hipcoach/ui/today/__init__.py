"""The feature "Today": what is due now, the week, and one day in full.

`today_page` asks the forecast what the planner decided and shows it: the card of the day (`today_card`), seven cells
for the week (`week_strip`) and smaller sessions to choose instead. A cell opens its day (`day_page`), where a session
is moved, exchanged or left out. A wish to start a session leaves the page as a signal. Read `today_page` first.
"""
