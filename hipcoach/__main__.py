"""`python -m hipcoach`, and the entry point of the installed command."""

import sys

from hipcoach.cli import main

if __name__ == "__main__":
    sys.exit(main())
