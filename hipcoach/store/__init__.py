"""The diary on the disk: one SQLite file, one connection, and nothing of the rooms above.

Plain rows come in and go out (`rows`); each carries a checksum, and a session one over all its parts (`digest`). The
file is opened, checked, migrated and, where it is damaged, repaired by `open_diary`; `diary` is the open diary with its
transactions, backups and deletions. What is kept of a decision is its line of the rule and values as JSON, never a
sentence. Read `rows`, `schema` and `diary` first.
"""

from hipcoach.store.diary import Store, outside_problem
from hipcoach.store.open_diary import open_store

__all__ = ["Store", "open_store", "outside_problem"]
