"""The pages before and after a session, and during a pain rest.

The machines of `coach` (`way_in`, `way_out`, `pain_rest`) say what is asked; `session_flow`, `ending` and
`pain_rest_flow` show the page of each question and hand the answer back. Nothing is decided here. Read `session_flow`
first. What plays a session comes from the program (`runner`).
"""
