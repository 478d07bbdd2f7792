"""The feature "History": what was done, and the diary as the user's own data.

`history_page` shows a calendar (`day_calendar`, with a `year` at a glance), the chosen day, and numbers over time
(`trends_view`); it opens one session in full (`session_view`, `pain_lines`, `notes_card`), a `search`, the page for the
physiotherapist (`report_form`, laid out in hipcoach/ui/report) and export, import, backups and deletion (`data_view`).
All of it is read through the room hipcoach/history and the store's queries. Read `history_page` first.
"""
