"""The feature "Help": pages to read, the keys, and the pain rule in plain words.

`help_page` shows texts of its own, the table of keys, the numbers of the rule in force, and a card for each page of
assets/reading, which opens it in full. Read `help_page` first.
"""
