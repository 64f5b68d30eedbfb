"""What each exit code of `build.py` means, and where a fault of ours is reported."""

from __future__ import annotations

DONE, FINDINGS, WRONG_CALL, MACHINE, OUR_FAULT = range(5)

REPORT_TO = "the project's issue tracker, with this line and the command that you gave"
