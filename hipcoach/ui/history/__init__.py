"""The history feature: what was done, calendar, search, notes, trends, and the diary taken out and in."""
