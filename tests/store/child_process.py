"""A store opened in a process of its own, and by a version that is newer."""

import subprocess
import sys
import textwrap

from hipcoach.store.schema import STEPS, SchemaStep

NEXT_STEPS = (
    *STEPS,
    SchemaStep(
        "a colour for each session", ("ALTER TABLE session ADD COLUMN colour TEXT", "CREATE TABLE colour(x INTEGER)")
    ),
    SchemaStep("no colour any more", ("DROP TABLE colour",)),
)


def in_child(code: str, *args: object) -> subprocess.CompletedProcess[str]:
    """Run code in another process."""
    return _python("-c", textwrap.dedent(code), *args)


def module_in_child(module: str, *args: object) -> subprocess.CompletedProcess[str]:
    """Run a module in another process."""
    return _python("-m", module, *args)


def _python(*args: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *map(str, args)], capture_output=True, text=True, check=False)
