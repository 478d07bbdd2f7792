"""Charts of the history: a chart is a value, and one painter draws it in the window, in a file and on paper.

In come the series that `history.trends` finds in the diary. `answer_chart`, `week_chart`, `dose_chart` and
`exercise_chart` make values of `chart` of them, each with its words and its table; `chart_painter` and `chart_rows`
draw a value with any painter, `chart_view` shows it on a page, `chart_files` saves it. Read `chart` first.
"""
