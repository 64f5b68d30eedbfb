"""Requests that no page of the desk would send: right names and wrong ones, of every kind."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random
from urllib.parse import quote

from starlette.routing import Route

from press.desk.app import routes

RIGHT = ["leg-cramps", "cast-at-home", "en-GB", "en-US", "example", "leaflet", "night-card", "card",
         "leaflet-mono", "night-card-large-print", "standard", "mono", "booklet", "2-up", "now",
         "1.0", "content/leg-cramps/en/leaflet.md", "content/words/en.toml", "12", "1",
         "leg-cramps/en-GB/leaflet.pdf", "leg-cramps en-GB 0.1 3f9a2c", "true"]  # fmt: skip
STRANGE = ["", " ", ".", "..", "../..", "/etc/passwd", "\\", "C:\\x", "\x00", "a\x00b", "\r\nX: y",
           "%", "%00", "%2e%2e%2f", "<script>", "'\"`", "{{7*7}}", "{say}", "--help", "-", "ä", "א",
           "\u202e", "\u2028", "\ud83d", "😀" * 50, "x" * 5000, "-1", "0", "1e9", "9" * 30, "٣",
           "NaN", "null", "aux", "con.toml", ".git/config", "build.py", "press/desk/app.py",
           "content/clinics/../../build.py", "file:///etc/passwd", "//evil.example/", "__class__",
           "constructor"]  # fmt: skip
KEYS = ["guide", "locale", "clinic", "product", "edition", "sheet", "file", "line", "text",
        "digest", "old", "new", "foot", "name", "role", "reason", "version", "key", "fields",
        "lines", "answers", "save", "what", "kind", "fingerprint", "description",
        "after"]  # fmt: skip


@dataclass(frozen=True)
class Strange:
    """One request: a method, an address, and a body (None: none)."""

    method: str
    path: str
    body: bytes | None

    def __str__(self) -> str:
        return f"{self.method} {self.path[:200]} {(self.body or b'')[:200]!r}"


def strange_requests(count: int, seed: int) -> Iterator[Strange]:
    """So many requests, the same for the same seed; each address of the desk gets its share."""
    random = Random(seed)
    known = [route for route in routes() if isinstance(route, Route) and route.path != "/events"]
    for number in range(count):
        route = known[number % len(known)]
        path = route.path
        for name, kind in route.param_convertors.items():
            typed = f"{{{name}:path}}" if type(kind).__name__.startswith("Path") else f"{{{name}}}"
            path = path.replace(typed, _quoted(random, _value(random)))
        posts = "POST" in (route.methods or ())
        method = "POST" if posts and random.random() < 0.8 else "GET"
        if random.random() < 0.8:
            asked = [f"{random.choice(KEYS)}={_quoted(random, _value(random))}" for _ in range(4)]
            path += "?" + "&".join(asked)
        yield Strange(method, path, _body(random) if method == "POST" else None)


def spoilt(asked: Mapping[str, object], random: Random) -> dict[str, object]:
    """What a page would rightly post, with a value or two of it lost or of another kind."""
    made = {**asked}
    for _ in range(random.choice([1, 1, 2])):
        key = random.choice([*made])
        inner = made[key]
        if isinstance(inner, dict) and inner:
            made[key] = spoilt(inner, random)
        elif random.random() < 0.2:
            del made[key]
        else:
            made[key] = _any(random, 0) if random.random() < 0.5 else random.choice(STRANGE)
        made = made or {**asked}
    return made


def _value(random: Random) -> str:
    return random.choice(RIGHT if random.random() < 0.6 else STRANGE)


def _quoted(random: Random, text: str) -> str:
    safe = "/" if random.random() < 0.5 else ""
    return quote(text.encode("utf-8", "surrogatepass"), safe=safe)


def _body(random: Random) -> bytes:
    if random.random() < 0.1:
        return random.choice([b"", b"{", b"[]", b"1", b"\xff", b"null", b'{"a":' * 2000])
    asked = {random.choice(KEYS): _any(random, 0) for _ in range(random.randrange(9))}
    return json.dumps(asked).encode()[:60_000]


def _any(random: Random, depth: int) -> object:
    turn = random.random()
    if turn < 0.65 or depth > 2:
        return _value(random)
    if turn < 0.75:
        return random.choice([0, -1, 10**30, 1.5, True, False, None])
    inner = [_any(random, depth + 1) for _ in range(random.randrange(4))]
    return inner if turn < 0.87 else {random.choice(KEYS): one for one in inner}
