"""The organisation's key as an order names it: read, and its passphrase asked for, before all else.

The passphrase never stands on the command line, where other users of the machine would see it.
"""

from __future__ import annotations

import getpass
import os
import sys
from pathlib import Path

from press.prepress.seal import CannotSeal, Seal, clock, open_seal
from press.run.order import Lacking, Order, WrongCall
from press.walls import read_plain

PASSPHRASE = "BEDSIDE_SEAL_PASSPHRASE"  # of the environment
LARGEST = 1_000_000  # bytes: a key with a long chain of certificates has ten thousand


def seal_of(order: Order) -> Seal | None:
    """The seal that the order names, ready to be used; None where it names none.

    Raises WrongCall where its key can't be used, and Lacking where pyHanko is not installed.
    """
    if order.seal is None:
        return None
    os.environ["TZ"] = "UTC"  # a signature does not tell where the machine stands
    data = _read(order.seal)
    try:
        return open_seal(data, _passphrase(order.seal), clock())
    except CannotSeal as error:
        raise WrongCall(f"the key `{order.seal}` {error}") from None
    except ImportError as error:
        raise Lacking(f"--seal needs pyHanko, and it is not here ({error}): make seal") from None


def _read(path: Path) -> bytes:
    try:
        return read_plain(path, LARGEST)
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise WrongCall(f"the key `{path}` can't be read: {why}") from None


def _passphrase(path: Path) -> str:
    """Out of the environment, and then out of it altogether; else from whoever sits there."""
    given = os.environ.pop(PASSPHRASE, None)
    if given is not None:
        return given
    if not sys.stdin or not sys.stdin.isatty():
        raise WrongCall(f"the key `{path}` needs its passphrase: set {PASSPHRASE}")
    try:
        return getpass.getpass(f"Passphrase of {path}: ")
    except EOFError:
        raise WrongCall(f"the key `{path}` needs its passphrase, and none was given") from None
