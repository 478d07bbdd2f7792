"""The diary on the disk: SQLite, one file, one connection; imports no other room."""

from hipcoach.store.diary import Store
from hipcoach.store.open_diary import open_store

__all__ = ["Store", "open_store"]
