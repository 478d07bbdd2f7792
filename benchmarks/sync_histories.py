"""Random histories over two and three devices: all end the same, with nothing lost and every rest where it must be.

python benchmarks/sync_histories.py [HISTORIES] [FIRST SEED]

Each has delays, torn and swapped files, copies that a conflict makes, clocks a day apart, devices away for months, and
machines that die at any write. One that fails is named by its seed.
"""

import sys
import tempfile
from pathlib import Path

from tests.sync.histories import run_history


def main(histories: int = 1000, first: int = 1000) -> int:
    """Run them; return how many failed."""
    killed, failed = 0, []
    patched: list[tuple[object, str, object]] = []

    def patch(owner: object, name: str, value: object) -> None:
        patched.append((owner, name, getattr(owner, name)))
        setattr(owner, name, value)

    for seed in range(first, first + histories):
        with tempfile.TemporaryDirectory() as place:
            try:
                killed += run_history(Path(place), seed, patch)
            except Exception as error:
                failed.append(seed)
                print(f"history {seed}: {type(error).__name__}: {str(error).splitlines()[0] if str(error) else ''}")
            finally:
                _undo(patched)
    print(f"{histories} histories, {killed} times a machine died, {len(failed)} failed {failed}")
    return len(failed)


def _undo(patched: list[tuple[object, str, object]]) -> None:
    while patched:
        setattr(*patched.pop())


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])) > 0)
