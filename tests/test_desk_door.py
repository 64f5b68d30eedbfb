"""The desk's door: whatever does not come from its own pages is refused, in a sentence."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.desks import ARGUMENTS, OpenDesk, a_page, desk_on, project_for_a_desk, violations
from tests.shop import Shop
from tests.test_desk_fuzz import as_it_is

SOMEWHERE = "http://evil.example"
LISTED = "hiccups/en-GB/leaflet.pdf"
NOTHING: dict[str, str] = {}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenDesk]:
    with desk_on(project_for_a_desk(tmp_path_factory.mktemp("door") / "a project")) as one:
        yield one


@pytest.mark.parametrize(
    ("host", "status"),
    [("", 200), ("localhost", 200), ("evil.example", 421), ("127.0.0.1", 421), ("[::1]", 421),
     ("127.0.0.1.", 421), ("LOCALHOST", 421), ("user@127.0.0.1", 421), (None, 400)],
)  # fmt: skip
def test_the_desk_answers_to_its_own_name_only(
    desk: OpenDesk, host: str | None, status: int
) -> None:
    """A name that was bent to this machine is not ours, nor is one without our port."""
    bare = host in (None, "", "127.0.0.1")
    asked = host if bare else f"{host}:{desk.port}"
    assert desk.ask("GET", "/", host=asked).status == status


def test_a_whole_address_of_another_site_is_refused(desk: OpenDesk) -> None:
    """A proxy's form of request can't get round the name."""
    answer = desk.ask("GET", f"{SOMEWHERE}/", host="evil.example")
    assert answer.status == 421


POST = "/clinics/judge"


@pytest.mark.parametrize(
    ("changed", "body", "status"),
    [
        ({"Origin": ""}, b"{}", 403),
        ({"Origin": "null"}, b"{}", 403),
        ({"Origin": SOMEWHERE}, b"{}", 403),
        ({"Origin": "http://127.0.0.1:9"}, b"{}", 403),
        ({"X-Desk-Token": ""}, b"{}", 403),
        ({"X-Desk-Token": "x" * 32}, b"{}", 403),
        ({"X-Desk-Token": "ünïcode"}, b"{}", 403),
        ({"Sec-Fetch-Site": "cross-site"}, b"{}", 403),
        ({"Sec-Fetch-Site": "same-site"}, b"{}", 403),
        ({"Content-Type": "text/plain"}, b"{}", 415),
        ({"Content-Type": "application/x-www-form-urlencoded"}, b"a=b", 415),
        ({"Content-Type": "multipart/form-data; boundary=x"}, b"--x", 415),
        ({}, b"x" * 100_000, 413),
        ({"Content-Length": "99999999999999999999"}, b"{}", 400),
        ({"Content-Length": "-1"}, b"{}", 400),
        ({"Transfer-Encoding": "chunked"}, b"2\r\n{}\r\n0\r\n\r\n", 411),
        ({}, b"{", 400),
        ({}, b"[]", 400),
        ({}, b"\xff\xfe", 400),
        ({}, b"[" * 30_000, 400),
    ],
)
def test_a_post_that_is_not_of_our_pages_is_refused(
    desk: OpenDesk, changed: dict[str, str], body: bytes, status: int
) -> None:
    """Origin, token, kind and length are looked at before a word is read."""
    headers = {**desk.ours, **changed}
    encoded = {name: one.encode().decode("latin-1") for name, one in headers.items()}
    answer = desk.ask("POST", POST, encoded, body)
    # 411 and 400 both say that the length is no length: the server itself may say it first
    assert answer.status in {status, 400, 411} if status in (400, 411) else answer.status == status
    assert b"Traceback" not in answer.body


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "FOO"])
def test_other_methods_are_refused(desk: OpenDesk, method: str) -> None:
    """A foreign page's question whether it may ask is answered with no."""
    answer = desk.ask(method, "/", {"Origin": SOMEWHERE})
    assert answer.status in (400, 405)
    assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize(
    "path",
    ["/pdf/../build.py", "/pdf/%2e%2e/build.py", "/pdf/a/..%2f..%2f..%2fbuild.py", "/pdf/a%00b.pdf",
     "/pdf/manifest.json", "/pdf//etc/passwd", "/pdf/", "/static/", "/static/..%2fserve.py",
     "/static/desk.css/", "/page/../../x.png", "/page/x.png", "/nothing", "/%", "/%ff",
     "/first/..%2f..%2fetc/en-GB.png", "/write/..%2f..%2fetc/en-GB", "/sign/x/y",
     "/write/leg-cramps/xx", "/write/leg-cramps/en-GB?product=%3Cscript%3E",
     "/write/leg-cramps/en-GB?clinic=../../etc/passwd", "/clinics/..%2f..%2fx"],
)  # fmt: skip
def test_what_is_not_here_is_said_so(desk: OpenDesk, path: str) -> None:
    """No address leads to a file that no list names."""
    answer = desk.get(path, Accept="text/html")
    assert answer.status == 404
    assert b"<script>" not in answer.body


def test_every_answer_is_dressed(desk: OpenDesk) -> None:
    """Nothing from outside runs on a page, and no page of others may frame ours."""
    refusals = [
        desk.ask("GET", "/", host="evil.example"),
        desk.get("/", sec_fetch_site="cross-site"),
    ]
    assert [one.status for one in refusals] == [421, 403]
    for answer in (*map(desk.get, ("/", "/nothing", "/static/desk.css", "/state")), *refusals):
        headers = answer.headers
        assert headers["content-security-policy"].startswith(
            "default-src 'none'; script-src 'self'"
        )
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["cross-origin-resource-policy"] == "same-origin"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert "server" not in headers


def test_a_pdf_is_given_out_only_if_the_manifest_lists_it(tmp_path: Path) -> None:
    """It may be framed by our own pages; what else lies in dist/ is nobody's business."""
    shop = Shop(tmp_path / "p")
    ours, other = b"%PDF-1.7 ours", "hiccups/en-GB/other.pdf"
    for name in (LISTED, other):
        shop.write(f"dist/{name}", ours)
    jobs = {"hiccups/en-GB": {LISTED: hashlib.sha256(ours).hexdigest()}}
    shop.write("dist/manifest.json", json.dumps({"jobs": jobs}))
    with desk_on(shop.root) as desk:
        answer = desk.get(f"/pdf/{LISTED}")
        assert (answer.status, answer.body) == (200, ours)
        assert answer.headers["content-security-policy"] == "frame-ancestors 'self'"
        assert answer.headers["x-frame-options"] == "SAMEORIGIN"
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"
        assert desk.get(f"/pdf/{LISTED}", sec_fetch_site="same-site").status == 403
        assert desk.get(f"/pdf/{other}").status == 404
        assert desk.get(f"/zip?file={other}").status == 404


def test_a_desk_for_reading_takes_no_post(tmp_path: Path) -> None:
    """On a shared screen nothing can be changed, printed or signed."""
    with desk_on(project_for_a_desk(tmp_path / "p"), "--read-only") as desk:
        assert desk.get("/").status == 200
        for path in (POST, "/write/line", "/print/run", "/sign/run", "/clinics/save"):
            assert desk.post(path, {}).status == 403


FETCHES = """async ([home, post]) => {
  const kind = {'content-type': 'application/json', 'x-desk-token': 'x'};
  const asks = [[home + '/', {}], [home + post, {method: 'POST', body: '{}'}],
    [home + post, {method: 'POST', body: '{}', headers: kind}],
    [home + '/events', {mode: 'no-cors'}]];
  const told = [];
  for (const [address, how] of asks)
    try { told.push((await fetch(address, how)).status) } catch { told.push('no') }
  return told;
}"""


@contextlib.contextmanager
def another_site() -> Iterator[str]:
    """The address of a site on this machine that is not the desk."""

    class Empty(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"<title>Another</title><p>Another site")

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Empty) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def test_a_foreign_page_gets_nothing(desk: OpenDesk, browser: Browser) -> None:
    """A page of another site, in the same browser, can read, change and frame nothing."""
    with another_site() as address:
        context = browser.new_context()
        page = context.new_page()
        page.goto(address)
        # an opaque answer has status 0 and no body: nothing of it can be read
        assert page.evaluate(FETCHES, [desk.address, POST]) == ["no", "no", "no", "no"]
        page.set_content(f'<iframe src="{desk.address}/"></iframe>')
        page.wait_for_timeout(500)
        assert all("Shelf" not in frame.title() for frame in page.frames)
        context.close()


# Whatever a page can try without a word of the desk's own; what it gets is put into `got`.
TRIES = """async ([desk, post]) => {
  const got = [], body = document.body;
  const loads = (tag, name, value, more = {}) => new Promise((done) => {
    const one = Object.assign(document.createElement(tag), more);
    one.onload = () => { got.push(`${tag} ${value}`); done() };
    one.onerror = () => done();
    one[name] = desk + value;
    body.append(one);
    setTimeout(done, 3000);
  });
  const says = async (name, ask) => {
    try { const said = await ask(); if (said) got.push(`${name}: ${said}`) } catch {}
  };
  const events = (one) => new Promise((done) => {
    one.onopen = () => done('open'); one.onmessage = () => done('told');
    one.onerror = () => done(''); setTimeout(() => done(''), 3000);
  });
  await Promise.all([
    loads('img', 'src', '/static/desk.svg'),
    loads('img', 'src', '/first/leg-cramps/en-GB.png'),
    loads('script', 'src', '/static/desk.js'),
    loads('script', 'src', '/static/events.js', {type: 'module'}),
    loads('link', 'href', '/static/desk.css', {rel: 'stylesheet'}),
    loads('video', 'src', '/pdf/x.pdf'),
    says('events', () => events(new EventSource(desk + '/events'))),
    says('socket', () => events(new WebSocket(desk.replace('http', 'ws') + '/events'))),
    says('worker', () => events(new Worker(desk + '/static/events.js'))),
    says('service', async () => await navigator.serviceWorker.register(desk + '/static/events.js')),
    says('import', async () => await import(desk + '/static/desk.js')),
    says('fetch', async () => (await fetch(desk + '/state?guide=leg-cramps')).status),
    says('opaque', async () => await (await fetch(desk + '/', {mode: 'no-cors'})).text()),
    says('keyless', async () => await (await fetch(desk + post,
      {method: 'POST', mode: 'no-cors', body: '{}'})).text()),
    says('beacon', async () => { navigator.sendBeacon(desk + post, '{}') }),
  ]);
  for (const rel of ['prefetch', 'preload', 'preconnect', 'modulepreload'])
    body.append(Object.assign(document.createElement('link'),
      {rel, href: desk + '/', as: 'fetch'}));
  const kinds = ['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data'];
  for (const [number, kind] of [...kinds, 'get'].entries()) {
    const frame = Object.assign(document.createElement('iframe'), {name: `f${number}`});
    const form = Object.assign(document.createElement('form'), {target: frame.name,
      action: desk + post, enctype: kind, method: kind === 'get' ? 'get' : 'post'});
    form.append(Object.assign(document.createElement('input'), {name: '{"key":"evil","x":"',
      value: '"}'}));
    body.append(frame, form);
    form.submit();
  }
  for (const tag of ['object', 'embed', 'iframe'])
    body.append(Object.assign(document.createElement(tag),
      {[tag === 'object' ? 'data' : 'src']: desk + '/'}));
  const other = window.open(desk + '/', 'other');
  await new Promise((done) => setTimeout(done, 2000));
  for (const of of [other, ...Array.from(frames)])
    try { if (of.document.body.innerText) got.push('a window') } catch {}
  if (other && !other.closed) other.close();
  return got;
}"""
ANOTHER = "evil.example"


@pytest.mark.parametrize(
    ("name", "post"),
    [
        ("127.0.0.1", "/clinics/save"),
        ("localhost", "/print/run"),
        (ANOTHER, "/sign/leg-cramps/en-GB"),
    ],
)
def test_whatever_a_foreign_page_tries_it_reads_and_changes_nothing(
    desk: OpenDesk, browser: Browser, name: str, post: str
) -> None:
    """Forms, frames, pictures, scripts, workers, streams and windows, of another port or name."""
    before = as_it_is(desk.root)
    with another_site() as address, bent(browser) as context:
        page = context.new_page()
        page.goto(address.replace("127.0.0.1", name))
        assert page.evaluate(TRIES, [desk.address, post]) == []
        assert page.evaluate(TRIES, [address.replace("127.0.0.1", name), "/"]), "of its own it may"
        page.evaluate("address => { location = address }", desk.address + "/")
        page.wait_for_url(desk.address + "/")
        assert "its own pages only" in page.locator("body").inner_text()
    assert as_it_is(desk.root) == before


def test_a_name_that_is_bent_to_this_machine_opens_nothing(
    desk: OpenDesk, browser: Browser
) -> None:
    """A page whose name leads here by now has its own origin with it, and is no page of ours."""
    before = as_it_is(desk.root)
    with bent(browser) as context:
        page = context.new_page()
        answer = page.goto(f"http://{ANOTHER}:{desk.port}/")
        assert answer and answer.status == 421
        told = page.evaluate(
            """async (post) => {
              const kind = {'content-type': 'application/json', 'x-desk-token': 'x'};
              const asks = [['/', {}], ['/events', {}], ['/state', {}], ['/static/desk.js', {}],
                [post, {method: 'POST', headers: kind, body: '{}'}]];
              return Promise.all(asks.map(async ([one, how]) => {
                const said = await fetch(one, how);
                return [said.status, (await said.text()).length];
              }));
            }""",
            "/clinics/save",
        )
    assert {status for status, _ in told} == {421} and max(length for _, length in told) < 100
    assert as_it_is(desk.root) == before


@contextlib.contextmanager
def bent(browser: Browser) -> Iterator[BrowserContext]:
    """A browser to which the name of another site is this machine, as after a rebinding."""
    own = {key: one for key, one in os.environ.items() if key != "FONTCONFIG_FILE"}
    rule = f"--host-resolver-rules=MAP {ANOTHER} 127.0.0.1"
    other = browser.browser_type.launch(
        executable_path="/usr/bin/chromium", args=[*ARGUMENTS, rule], env={**own}
    )
    try:
        yield other.new_context()
    finally:
        other.close()


def test_a_page_that_is_not_here_can_be_read_by_all(desk: OpenDesk, browser: Browser) -> None:
    """What is refused is told on a page with a way back."""
    with a_page(browser, f"{desk.address}/nothing") as page:
        assert page.get_by_role("link", name="To the shelf").is_visible()
        assert violations(page) == []


def test_a_port_that_is_taken_is_told_in_words(desk: OpenDesk) -> None:
    """Who opens a second desk on one port is told to name another."""
    from tests.tools import run_python

    told = run_python("build.py", "serve", "--no-browser", "--port", str(desk.port))
    assert told.code == 3
    assert f"port {desk.port}" in told.err and "--port" in told.err


def test_json_that_is_no_question_is_refused(desk: OpenDesk) -> None:
    """A token alone is not enough: what is asked must be an object of names and values."""
    for body in (b"1", b"null", b'"x"', json.dumps([1]).encode()):
        assert desk.ask("POST", POST, desk.ours, body).status == 400
