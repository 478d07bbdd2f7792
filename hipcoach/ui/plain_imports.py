"""Imports as Python does them, PySide's own looking left out."""

import builtins
import linecache

import PySide6.QtCore  # noqa: F401 - loading it is what changes the imports


def import_plainly() -> None:
    """Take PySide's hook out of `import`.

    For a syntax that hipcoach does not use (`from __feature__ import …`) the hook reads the source of every module
    imported after it, and keeps all those lines: 4 MB, and a tenth of the start.
    """
    before = getattr(builtins, "__orig_import__", None)
    if before is not None:
        builtins.__import__ = before
        linecache.clearcache()
