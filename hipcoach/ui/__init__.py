"""The window: a folder for each feature, and below them what features share. The only room that draws controls.

From the top down: `page_table` lists the pages of the rail and builds them; the features (`today`, `library`,
`session`, `player`, `history`, `setup`, `help`, `reminders`) do not import one another; `main_window` shows
`rail_and_pages`, or what has taken its place; `context` is what a page is given; `shared`, `charts` and `report` serve
several features; `widgets` and `desktop` know no product; `theme` has all colours and sizes. A contract in
pyproject.toml keeps this order. Read `page_table` first.
"""
