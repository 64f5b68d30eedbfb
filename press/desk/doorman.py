"""Who may come in: our own address, our own origin, and the token for whatever changes anything.

The desk listens on this machine alone, and yet every page of the web that is open in the same
browser can send requests to it. So each request names our own address and port as its host (a
rebound name does not), comes from no other site (Fetch metadata), and a POST bears our own origin
and a token that only our own pages hold. Source: OWASP, cross-site request forgery; RFC 9110.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field

from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LONGEST = 64_000  # bytes of what is posted
LARGEST = 20_000_000  # bytes of a picture that is dropped
TOKEN = "x-desk-token"
POLICY = "; ".join((
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' blob:",
    "font-src 'self'", "connect-src 'self'", "worker-src 'self'", "frame-src 'self'",
    "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
))  # fmt: skip
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "x-frame-options": "DENY",
    "cache-control": "no-store",
}
FRAMED = "/pdf/"  # our own pages show these in a frame
IN_FRAMES = {"content-security-policy": "frame-ancestors 'self'", "x-frame-options": "SAMEORIGIN"}
PICTURES = {"/write/picture": ("image/svg+xml", "image/png", "image/jpeg"),
            "/clinics/logo": ("image/svg+xml", "image/png", "image/jpeg")}  # fmt: skip


@dataclass(frozen=True)
class Refusal:
    """Why somebody may not come in: a status and a sentence."""

    status: int
    says: str


@dataclass
class Doorman:
    """Stands before the program; `port` is the one that it listens on."""

    app: ASGIApp
    port: int
    token: str
    read_only: bool = False
    hosts: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        self.hosts = frozenset(f"{name}:{self.port}" for name in ("127.0.0.1", "localhost"))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return
        headers = _headers(scope)
        path = str(scope["path"])

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": _dressed(message["headers"], path)}
            await send(message)

        refusal = self.refusal(scope["method"], path, headers)
        if refusal:
            answer = PlainTextResponse(refusal.says, refusal.status)
            await answer(scope, receive, dressed)
            return
        left = LARGEST if path in PICTURES else LONGEST

        async def counted() -> Message:
            nonlocal left
            message = await receive()
            left -= len(message.get("body", b""))
            if left < 0:
                raise HTTPException(413, "This is too much at once.")
            return message

        await self.app(scope, counted, dressed)

    def refusal(self, method: str, path: str, headers: Mapping[str, str]) -> Refusal | None:
        """Why this request is not let in, or None."""
        if headers.get("host") not in self.hosts:
            return Refusal(421, "The desk answers to its own address only.")
        if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return Refusal(403, "The desk answers to its own pages only.")
        if method in ("GET", "HEAD"):
            return None
        if method != "POST":
            return Refusal(405, "The desk knows GET and POST only.")
        return self._refusal_of_post(path, headers)

    def _refusal_of_post(self, path: str, headers: Mapping[str, str]) -> Refusal | None:
        if headers.get("origin") not in {f"http://{host}" for host in self.hosts}:
            return Refusal(403, "The desk answers to its own pages only.")
        if not secrets.compare_digest(headers.get(TOKEN, "").encode(), self.token.encode()):
            return Refusal(403, "This page is of an earlier desk: load it again.")
        if self.read_only:
            return Refusal(403, "This desk is for reading only: nothing is changed or printed.")
        length = headers.get("content-length", "")
        largest = LARGEST if path in PICTURES else LONGEST
        if not (length.isascii() and length.isdigit() and len(length) < 12):
            return Refusal(411, "How long it is must be said first.")
        if int(length) > largest:
            return Refusal(413, "This is too much at once.")
        kinds = PICTURES.get(path, ("application/json",))
        if headers.get("content-type", "").partition(";")[0].strip().lower() not in kinds:
            return Refusal(415, f"This takes {' or '.join(kinds)} only.")
        return None


def _headers(scope: Scope) -> dict[str, str]:
    """The request's headers; of one that stands twice, both: it fits nothing that is expected."""
    found: dict[str, str] = {}
    for name, value in scope["headers"]:
        key, text = name.decode("latin-1").lower(), value.decode("latin-1")
        found[key] = f"{found[key]}, {text}" if key in found else text
    return found


def _dressed(given: list[tuple[bytes, bytes]], path: str) -> list[tuple[bytes, bytes]]:
    own = {name.lower() for name, _ in given}
    ours = {**HEADERS, **(IN_FRAMES if path.startswith(FRAMED) else {})}
    more = [(name.encode(), value.encode()) for name, value in ours.items()]
    return [*given, *((name, value) for name, value in more if name not in own)]
