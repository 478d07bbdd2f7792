"""Run as a program: takes a file in as the command does, then prints what that took of time and memory.

python -m tests.history.refusing HOME FILE
"""

import re
import sys
from pathlib import Path
from time import process_time

from hipcoach.cli import main

if __name__ == "__main__":
    status = main(["import", sys.argv[2], "--home", sys.argv[1]])
    most = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    assert most is not None
    print(f"status {status} seconds {process_time():.3f} kilobytes {most[1]}")
