"""`python -m hipcoach`, and the entry point of the installed command."""

import sys

from hipcoach.cli import main
from hipcoach.installation.start_command import HELPER, HELPERS

if __name__ == "__main__":
    if len(sys.argv) > 2 and sys.argv[1] == HELPER and sys.argv[2] in HELPERS:
        from runpy import run_module  # only in a helper process of a package with its own Python

        del sys.argv[0:2]
        run_module(sys.argv[0], run_name="__main__", alter_sys=True)
    else:
        sys.exit(main())
