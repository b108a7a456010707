"""Runs the Padbridge that pip installed into libexec of this environment: the one with proofs, if there is one."""

import os
import signal
import subprocess
import sys
from pathlib import Path


def find_program():
    """The launcher. Every way to install puts libexec into a parent folder of this package."""
    launcher = "padbridge.cmd" if os.name == "nt" else "padbridge"
    for folder in Path(__file__).resolve().parents:
        for name in ("padbridge-proofs", "padbridge"):
            program = folder / "libexec" / name / "bin" / launcher
            if program.is_file():
                return str(program)
    print("error: Padbridge is incomplete\n  help: install the wheel again", file=sys.stderr)
    sys.exit(2)


def main():
    """Becomes the program; on Windows, which cannot, waits for it."""
    command = [find_program(), *sys.argv[1:]]
    if os.name == "nt":
        sys.exit(subprocess.call(command))
    # Python ignores these two signals, and a program inherits that.
    for name in ("SIGPIPE", "SIGXFSZ"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_DFL)
    os.execv(command[0], command)


if __name__ == "__main__":
    main()
