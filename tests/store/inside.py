"""The one place where tests look behind the open diary: at its connection, and at what its checksums say."""

import sqlite3

from hipcoach.store import Store
from hipcoach.store.record_check import faults


def connection_of(store: Store) -> sqlite3.Connection:
    return store._connection  # noqa: SLF001


def faults_of(store: Store) -> tuple[str, ...]:
    return faults(connection_of(store))
