"""Run as a program: runs a command that meets a file, then prints what that took of time and memory.

python -m tests.history.refusing WORDS...
"""

import re
import sys
from pathlib import Path
from time import process_time

from hipcoach.cli import main

if __name__ == "__main__":
    status = main(sys.argv[1:])
    most = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    assert most is not None
    print(f"status {status} seconds {process_time():.3f} kilobytes {most[1]}")
