"""Runs a command as a shell does, at the front of its terminal; a stop is answered by `fg` after Enter.

python job_control.py WORD...
"""

import fcntl
import os
import signal
import subprocess
import sys
import termios


def main() -> None:
    os.setsid()
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    signal.signal(signal.SIGTTOU, signal.SIG_IGN)
    with subprocess.Popen(sys.argv[1:], process_group=0) as running:
        while True:
            os.tcsetpgrp(0, running.pid)
            _, status = os.waitpid(running.pid, os.WUNTRACED)
            os.tcsetpgrp(0, os.getpgrp())
            takes = "lines" if termios.tcgetattr(0)[3] & termios.ICANON else "keys"
            if not os.WIFSTOPPED(status):
                print(f"ended with {os.waitstatus_to_exitcode(status)}, the terminal takes {takes}", flush=True)
                os._exit(0)
            print(f"stopped, the terminal takes {takes}", flush=True)
            os.read(0, 1)
            os.tcsetpgrp(0, running.pid)
            os.killpg(running.pid, signal.SIGCONT)


if __name__ == "__main__":
    main()
