"""The command `serve`: opens the print desk in the browser, on this machine alone."""

from __future__ import annotations

import gc
import socket
import sys
import webbrowser
from collections.abc import Callable
from contextlib import closing
from datetime import date

from press.project import Project
from press.run.console import DONE
from press.run.order import Lacking, Order

HOST = "127.0.0.1"
OTHER = 8117  # a port to try where one is taken
AT_ONCE = 64  # connections that are taken in together: fewer than a process may have open
GRACE = 2  # seconds that open streams get at the end


def serve(project: Project, order: Order) -> int:
    """Keep the desk open until it is ended (Ctrl-C); returns the exit code. Raises Lacking."""
    try:
        import uvicorn

        from press.desk.app import program
        from press.desk.desk import Desk
        from press.desk.slow import Impatient, Server
    except ImportError as error:
        raise Lacking(f"the desk needs what is not here ({error}): make desk") from None
    gc.enable()  # a desk is open for days
    day = None if order.today == date.today() else order.today
    desk = Desk(project.root, clock_from(order.today), order.read_only, order.poll, day)
    with closing(_listening(order.port)) as listening:
        port = listening.getsockname()[1]
        address = f"http://{HOST}:{port}/"
        print(f"The desk is open at {address} – Ctrl-C ends it.", flush=True)
        if order.browser:
            webbrowser.open(address)
        config = uvicorn.Config(
            program(desk, port), log_level="error", server_header=False, date_header=False,
            timeout_graceful_shutdown=GRACE, access_log=False, lifespan="on", http=Impatient,
            backlog=AT_ONCE,
        )  # fmt: skip
        Server(config, desk.hub.close).run([listening])
    return DONE


def clock_from(day: date, today: Callable[[], date] = date.today) -> Callable[[], date]:
    """The day that it is; counted on from `day` where the order names another than today's."""
    begun = today()
    return lambda: day + (today() - begun)


def _listening(port: int) -> socket.socket:
    """A socket on `port` of this machine alone; 0 is any that is free. Raises Lacking."""
    one = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    if sys.platform != "win32":
        one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        one.bind((HOST, port))
        one.listen(AT_ONCE)
    except OSError as error:
        one.close()
        why = (error.strerror or str(error)).lower()
        raise Lacking(
            f"the desk can't be opened on port {port} ({why}): another program, or another desk, "
            f"has it; end that one, or name another with --port, such as --port {OTHER}"
        ) from None
    return one
