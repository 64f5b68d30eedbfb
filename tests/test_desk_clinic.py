"""The form of a clinic, by what it posts: judged as its file would be, and saved line by line."""

from __future__ import annotations

import errno
import json
import os
import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from press.desk.clinic_form import Form, Stands, form_of, key_for, may_be_key
from press.desk.clinic_judged import judge, plain
from press.desk.clinic_text import values_in, written
from press.desk.clinics import keep
from press.desk.content import Content
from press.desk.desk import Desk
from press.desk.words import say
from press.letters import as_meant
from press.project import Project
from press.read.clinic import read_clinic
from press.read.clinic_file import read_clinic_file
from tests.desks import Answer, OpenDesk, desk_on, project_for_a_desk
from tests.photos import saved as saved_photo
from tests.tools import in_fork, run_python
from tests.wrong_clinics import FILES, GOOD

SAY = partial(say, "en")
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10">' \
    b'<rect width="20" height="10" fill="#0b4a3a"/></svg>'  # fmt: skip
NEW = {
    "name": "Riverside (example)",
    "country": "GB",
    "lines.advice.number": "020 7946 0177",
    "lines.advice.hours": "day and night",
}
NASTY = [
    'Ward "B"', "St Mary's", "C:\\temp\\new", 'both " and \' and \\', "# no note",
    "a = b", "[lines.x]", "'''", '"""', "\\u0041", "{{ name }}", "%s %(x)s",
    "Zürich Ärzte ÖÄÜ ß", "Ålesund ☎ clinic", "עברית מרפאה", "مستشفى النهر",
    "日本 病院", "क्लिनिक", "👩‍⚕️ nurse", "🏥🏥🏥 clinic", "é", "a" * 300,
    "word " * 60 + "end", "tab\tbetween", "–—…“”", "1", "true", "2027-01-01",
    "$(rm -rf /)", "../../etc/passwd", "a\u00a0b", "© ® ™", "=", "x # y", "\\", '"',
    "NaN clinic", "null",
]  # fmt: skip
NO_WORDS = {"'''", '"""', "–—…“”", "=", "\\", '"', "© ® ™"}  # which the reader refuses, in words


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenDesk]:
    with desk_on(project_for_a_desk(tmp_path_factory.mktemp("clinics") / "a project")) as one:
        yield one


@pytest.fixture
def content(tmp_path: Path) -> Content:
    return Content(project_for_a_desk(tmp_path / "project"))


def asked(key: str, values: Mapping[str, str], digest: str = "", **more: Any) -> dict[str, Any]:
    return {"key": key, "digest": digest, "values": dict(values), "gone": [], **more}


def file_of(desk: OpenDesk, key: str) -> Path:
    return desk.root / f"content/clinics/{key}.toml"


def saved(desk: OpenDesk, key: str, values: Mapping[str, str], **more: Any) -> Answer:
    return desk.post("/clinics/save", asked(key, values, **more))


def told(answer: Answer) -> dict[str, str]:
    return {one["field"]: one["says"] for one in answer.json["told"]}


# The file, line by line


def test_nothing_typed_changes_no_byte() -> None:
    """A form that is saved as it was filled in leaves the file as it stands, to the byte."""
    for text in (
        GOOD,
        GOOD.replace("\n", "\r\n"),
        "\ufeff" + GOOD,
        GOOD.rstrip(),
        f"\n\n{GOOD}\n\n",
    ):
        assert written(text, values_in(text)).text == text


def test_only_the_line_that_was_changed_is_another() -> None:
    """Notes, blank lines and the order of a file stay; so does a note at the end of the line."""
    old = GOOD.replace('country = "GB"', 'country = "GB"  # ours')
    new = written(old, {**values_in(old), "country": "US", "lines.ward.hours": "never"}).text
    pairs = zip(old.splitlines(), new.splitlines(), strict=True)
    assert [two for one, two in pairs if one != two] == [
        'country = "US"  # ours',
        'hours = "never"',
    ]


def test_a_line_that_is_emptied_goes_and_its_note_stays() -> None:
    """What somebody noted is never lost; a name in brackets with nothing below it goes."""
    old = GOOD.replace('serves = "Children under 16."', 'serves = "Children under 16."  # ask Ann')
    values = {**values_in(old), "lines.advice.serves": ""}
    assert "# ask Ann" in written(old, values).text
    bare = {key: "" if key.startswith("lines.advice") else one for key, one in values.items()}
    made = written(old, bare)
    assert "advice" not in made.text and "# ask Ann" in made.text and not made.anew
    assert "# a child with a fever at night" in made.text


def test_what_is_new_stands_where_the_example_has_it() -> None:
    """A new word comes below the one before it, a new line of the telephone at the end."""
    values = {
        **values_in(GOOD),
        "brand": "north-vale",
        "lines.new.number": "1",
        "lines.new.hours": "2",
    }
    made = written(GOOD, values).text
    assert 'country = "GB"\nbrand = "north-vale"\n' in made
    assert made.endswith('\n\n[lines.new]\nnumber = "1"\nhours = "2"\n')


def test_unknown_lines_are_kept_until_they_are_taken_out() -> None:
    """The form does not know them, and so does nothing to them."""
    old = f'colour = "red"\n{GOOD}fax = "1"\n'
    values = {
        key: one for key, one in values_in(old).items() if key not in ("colour", "lines.ward.fax")
    }
    assert written(old, {**values, "name": "Another"}).text.startswith('colour = "red"\n')
    gone = written(old, values, ["colour", "lines.ward.fax"]).text
    assert gone == GOOD


@pytest.mark.parametrize(
    ("old", "lost"),
    [('name = "a"\nlines.ward = {number = "1", hours = "2"}\n# a note\n', ()),
     ('name = """a\nb"""\n# a note\n[lines.ward]\nnumber = "1"\n', ()),
     ('name = "a"\nlines.ward = {number = "1", fax = 7}\n# a note\n', ("lines.ward.fax",))],
)  # fmt: skip
def test_a_file_that_cannot_be_changed_by_lines_is_written_anew_and_says_so(
    old: str, lost: tuple[str, ...]
) -> None:
    """Its notes are kept, and what can't be is named before it is saved."""
    made = written(old, {"name": "b", "lines.ward.number": "3"})
    assert made.anew and made.lost == lost and "# a note" in made.text
    found = values_in(made.text)
    assert (found["name"], found["lines.ward.number"]) == ("b", "3")


def test_a_value_without_its_quotes_is_kept_and_gets_them(content: Content) -> None:
    """It is no text in TOML; in the form it is what somebody meant."""
    path = content.project.content / "clinics/bare.toml"
    path.write_text(GOOD.replace('"Children under 16."', "16"), "utf-8")
    stands = Stands(path)
    assert stands.fields["lines.advice.serves"] == "16" and not stands.others
    assert 'serves = "16"' in written(stands.text, stands.fields).text


@pytest.mark.parametrize("text", NASTY)
def test_what_is_typed_is_what_stands_in_the_file(text: str) -> None:
    """Quotes, backslashes and letters of any script are written so that TOML reads them back."""
    for old in ("", GOOD, GOOD.replace("\n", "\r\n")):
        values = {**NEW, "name": text, "lines.advice.serves": text}
        made = written(old, values)
        assert not made.anew
        assert values_in(made.text).items() >= values.items()


def test_a_key_is_made_of_the_name() -> None:
    """Small letters, digits and dashes; a name that no machine takes is none."""
    names = {"St Mary's Hospital": "st-marys-hospital", "Zürich Straße 5": "zurich-strasse-5",
             "../../etc": "etc", "  ": "", "日本 病院": "日本-病院",
             "a" * 300: "a" * 60}  # fmt: skip
    assert {name: key_for(name) for name in names} == names
    for key in ("", "con", "new", "a b", "a/b", "..", "-a", "a.b", "a" * 61, "NUL", "a\u202eb"):
        assert not may_be_key(key), key
    assert may_be_key("st-marys")


# Judged as its file would be


@pytest.mark.parametrize("kind", [
    kind for kind, (name, _, _, _) in FILES.items() if name.endswith(".toml")
])  # fmt: skip
def test_a_form_tells_of_every_fault_that_its_file_has(content: Content, kind: str) -> None:
    """Each code that the reader finds in a file is told at the form that is filled in from it."""
    path = content.project.content / "clinics/wrong.toml"
    path.write_bytes(FILES[kind][1])
    found: list[Any] = []
    assert read_clinic(Project(content.project.root), path, found) is None
    stands = Stands(path)
    if stands.values is None:
        assert all(plain(one) for one in found)  # it is shown as a file, with its lines
        return
    made = judge(content, Form("wrong", stands.digest, stands.fields), stands, SAY)
    assert {one.code for one in made.told} >= {one.code for one in found}
    assert all(one.says.endswith((".", "…", "”", "?")) for one in made.told)


def test_the_form_and_the_check_of_the_command_say_the_same(desk: OpenDesk) -> None:
    """`build.py check --clinic` finds what the form finds, code for code."""
    faults = {
        "lines.advice.number": ["020 7946 O177", "999", "0207946017", "111", "+33 1 42 68 53 00",
                                "020 7946 0177 / 0178", "call us"],
        "lines.advice.hours": ["", "…", "<b>day</b>"],
        "name": ["Riverside", "", "...", "a &amp; b"],
        "country": ["US", "FR", "uk"],
        "brand": ["nobody"],
        "logo": ["C:\\l.png"],
    }  # fmt: skip
    files: list[str] = []
    expected: dict[str, set[str]] = {}
    for field, texts in faults.items():
        for text in texts:
            name = f"check-{len(files)}"
            path = file_of(desk, name)
            values = {**NEW, field: text}
            path.write_text(written("", values).text, "utf-8")
            files += ["--clinic", str(path)]
            answer = desk.post("/clinics/judge", asked(f"new-{name}", values))
            assert answer.status == 200, answer.text
            expected[path.name] = {one["code"] for one in answer.json["told"]}
    command = "import sys, build; from pathlib import Path; " \
        "sys.exit(build.main(sys.argv[2:], Path(sys.argv[1])))"  # fmt: skip
    out = run_python("-c", command, str(desk.root), "check", *files, "--format", "json").out
    found: dict[str, set[str]] = {name: set() for name in expected}
    for one in json.loads(out):
        found[Path(one["file"]).name].add(one["code"])
    for path in file_of(desk, "").parent.glob("check-*.toml"):
        path.unlink()
    assert found == expected


def test_no_word_of_files_and_quotes_stands_beside_a_field(desk: OpenDesk) -> None:
    """A receptionist sees fields: no brackets, no line to copy, no sign of code."""
    odd = [
        {"name": ""}, {"name": "…"}, {"name": "<b>x</b>"}, {"lines.advice.hours": ""},
        {"lines.advice.number": ""}, {"lines.advice.number": "9"}, {"name": "Real"},
        {"country": "US"}, {"country": "001"}, {"brand": "nobody"}, {"logo": "gone.png"},
        {"lines.maternty.number": "020 7946 0111", "lines.maternty.hours": "x"},
        {"lines.ward.number": "020 7946 0177", "lines.ward.hours": "x"},
        {key: "" for key in NEW if "." in key}, {"logo": "gone.png", "logo_description": "x"},
    ]  # fmt: skip
    for more in odd:
        answer = desk.post("/clinics/judge", asked("x", {**NEW, **more}))
        assert answer.json["told"], more
        for one in answer.json["told"]:
            assert not re.search(
                r'\[lines|[=`<]|quotes|the line with|TOML|"', one["says"].replace("<b>", "")
            )
            assert one["field"] in {
                *more,
                *NEW,
                "",
                "logo_description",
                "lines.maternty",
                "lines",
            }, one


def test_a_field_that_is_empty_yet_hides_nothing_of_the_others(desk: OpenDesk) -> None:
    """The number is judged before the hours are typed."""
    values = {**NEW, "lines.advice.number": "020 7946 O177", "lines.advice.hours": "", "name": ""}
    found = told(desk.post("/clinics/judge", asked("x", values)))
    assert {"name", "lines.advice.number", "lines.advice.hours"} <= found.keys()


@pytest.mark.parametrize(
    "body",
    [{}, {"values": []}, {"values": {"x": "y"}}, {"values": {"name": 7}},
     {"values": {}, "gone": [1]}, {"values": {"name": "a\nb"}}, {"values": {"name": "x" * 1001}},
     {"values": {"lines.a.b.number": "1"}}, {"values": {"lines.a b.number": "1"}},
     {"values": {"name": "\ud800"}}, {"values": {}, "key": 7}],
)  # fmt: skip
def test_what_is_no_form_is_refused_in_words(desk: OpenDesk, body: object) -> None:
    """Whatever is posted, nothing is written and no fault of the desk is met."""
    for path in ("/clinics/judge", "/clinics/save"):
        answer = desk.post(path, body)
        assert answer.status == 400 and len(answer.json["says"]) > 10


# Saved whole, or not at all


def test_thirty_nasty_texts_are_saved_and_read_back_as_typed(desk: OpenDesk) -> None:
    """Each is written by the desk, and read by the reader that prints it."""
    digest, path = "", file_of(desk, "nasty")
    for text in NASTY:
        values = {**NEW, "name": f"{text} (example)", "lines.advice.name": text}
        answer = saved(desk, "nasty", values, digest=digest)
        if text in NO_WORDS:
            assert answer.status == 422 and "lines.advice.name" in told(answer)
            continue
        assert answer.status == 200, (text, answer.text)
        digest = answer.json["digest"]
        clinic = read_clinic(Project(desk.root), path, [])
        assert clinic and clinic.named["advice"].called
        assert clinic.named["advice"].called.value == as_meant(text)
        assert clinic.table["name"].value == as_meant(f"{text} (example)")


@pytest.mark.parametrize("text", ["a\u202eb", "a\u200fb", "CafÃ©"])
def test_letters_that_nobody_can_see_are_told(desk: OpenDesk, text: str) -> None:
    """What would be printed as something else is refused at its field, or printed as it is."""
    answer = desk.post("/clinics/judge", asked("x", {**NEW, "name": f"{text} (example)"}))
    codes = {one["code"] for one in answer.json["told"] if one["field"] == "name"}
    found: list[Any] = []
    path = file_of(desk, "unseen")
    path.write_text(written("", {**NEW, "name": f"{text} (example)"}).text, "utf-8")
    read_clinic_file(Project(desk.root), path, found)
    path.unlink()
    assert codes == {one.code for one in found}


def test_a_file_that_was_changed_meanwhile_is_not_written_over(desk: OpenDesk) -> None:
    """Whoever saves later is told, with what stands there now; what she typed is hers to keep."""
    first = saved(desk, "twice", NEW).json["digest"]
    path = file_of(desk, "twice")
    path.write_text(path.read_text("utf-8").replace("day and night", "never"), "utf-8")
    late = saved(desk, "twice", {**NEW, "name": "Mine (example)"}, digest=first)
    assert late.status == 409 and late.json["values"]["lines.advice.hours"] == "never"
    assert "Mine" not in path.read_text("utf-8")
    again = saved(desk, "twice", {**NEW, "name": "Mine (example)"}, digest=late.json["digest"])
    assert again.status == 200 and "Mine" in path.read_text("utf-8")
    path.unlink()
    gone = saved(desk, "twice", NEW, digest=again.json["digest"])
    assert gone.status == 409 and gone.json["digest"] == "" and not path.exists()


def test_a_name_that_is_taken_is_said(desk: OpenDesk) -> None:
    """A new clinic never comes to lie over another, whatever the size of its letters."""
    before = file_of(desk, "example").read_bytes()
    for key in ("example", "EXAMPLE"):
        answer = saved(desk, key, NEW)
        assert answer.status == 422 and "already" in told(answer)["key"]
    assert file_of(desk, "example").read_bytes() == before


@pytest.mark.parametrize(
    "key", ["..", "../guide", "a/b", "/etc/x", "con", "new", ".x", "a\\b", "x" * 300]
)
def test_no_file_outside_the_folder_of_clinics_is_written(desk: OpenDesk, key: str) -> None:
    """A key is a name and never a way."""
    before = sorted(path for path in desk.root.rglob("*") if path.is_file())
    assert saved(desk, key, NEW).status in (400, 422)
    assert sorted(path for path in desk.root.rglob("*") if path.is_file()) == before


def test_a_file_that_is_a_link_is_left_alone(desk: OpenDesk, tmp_path: Path) -> None:
    """What lies elsewhere is changed there."""
    other, path = tmp_path / "elsewhere.toml", file_of(desk, "linked")
    other.write_text(GOOD, "utf-8")
    path.symlink_to(other)
    digest = Stands(path).digest
    answer = saved(desk, "linked", {**NEW}, digest=digest)
    assert answer.status == 403 and path.is_symlink() and other.read_text("utf-8") == GOOD
    path.unlink()


def test_a_new_clinic_gets_its_key_of_its_name(desk: OpenDesk) -> None:
    """Who types none is not asked for one."""
    answer = saved(desk, "", {**NEW, "name": "St Anne's (example)"})
    assert answer.json["key"] == "st-annes-example"
    assert file_of(desk, "st-annes-example").is_file()


def test_a_full_disk_is_said_and_leaves_the_old_file(
    content: Content, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was typed is still on the page, and what stood there still stands."""
    path = content.project.content / "clinics/example.toml"
    before = path.read_bytes()

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    desk = Desk(content.project.root, lambda: date(2026, 11, 26))
    values = {**Stands(path).fields, "name": "Another (example)"}
    answer = keep(desk, asked("example", values, Stands(path).digest), SAY)
    assert answer.status_code == 507 and b"no space left" in answer.body
    assert path.read_bytes() == before


def test_a_brand_with_a_fault_keeps_nobody_from_saving(content: Content) -> None:
    """A number that is wrong must not wait for whoever looks after the brand."""
    root = content.project.root
    (root / "content/brands/north-vale.toml").write_text('name = "N"\ncolour = "red"\n', "utf-8")
    desk = Desk(root, lambda: date(2026, 11, 26))
    typed = asked("vale", {**NEW, "brand": "north-vale"})
    made = judge(content, form_of(typed), Stands(root / "content/clinics/vale.toml"), SAY)
    assert [(one.field, one.is_hers) for one in made.told] == [("brand", False)]
    assert keep(desk, typed, SAY).status_code == 200


def test_a_desk_that_is_killed_while_it_saves_leaves_the_old_file(content: Content) -> None:
    """The new text is whole before it takes the place of the old."""
    root = content.project.root
    path = root / "content/clinics/example.toml"
    before = path.read_bytes()

    def killed_at(name: str) -> int:
        desk = Desk(root, lambda: date(2026, 11, 26))
        setattr(os, name, lambda *_: os._exit(9))
        values = {**Stands(path).fields, "name": "Another (example)"}
        return keep(desk, asked("example", values, Stands(path).digest), SAY).status_code

    for name in ("fsync", "replace"):
        assert in_fork(partial(killed_at, name)) == 9
        assert path.read_bytes() == before
    desk = Desk(root, lambda: date(2026, 11, 26))
    values = {**Stands(path).fields, "name": "Another (example)"}
    assert keep(desk, asked("example", values, Stands(path).digest), SAY).status_code == 200
    assert not [*path.parent.glob(".*")], "what the kill left is gone"


# Logo and brand


def logo(desk: OpenDesk, data: bytes, kind: str = "image/png") -> Answer:
    return desk.ask("POST", "/clinics/logo", {**desk.ours, "Content-Type": kind}, data)


@pytest.mark.parametrize(
    ("data", "says"),
    [(b"GIF89a" + b"x" * 40, "a GIF picture"), (b"%PDF-1.7", "a PDF"), (b"", "empty file"),
     (b"hello", "a kind that we don't know"),
     (SVG.replace(b"<rect", b"<script/><rect"), "<script>"),
     (SVG.replace(b"</svg>", b""), "broken SVG"), (b"RIFFxxxxWEBP", "WebP")],
)  # fmt: skip
def test_a_logo_that_cannot_be_printed_is_refused_in_words(
    desk: OpenDesk, data: bytes, says: str
) -> None:
    """The rules are those of the print: the kind is told by the bytes, never by a name."""
    answer = logo(desk, data)
    assert answer.status == 422 and says in answer.json["says"]
    assert "dropped" not in answer.json["says"]


def test_a_small_photo_is_refused_with_what_would_do(desk: OpenDesk) -> None:
    """As it is where a guide is printed."""
    answer = logo(desk, saved_photo(Image.new("RGB", (120, 60), "navy")))
    assert answer.status == 422 and "600" in answer.json["says"]


def test_a_logo_of_many_pixels_is_refused_before_it_is_opened(desk: OpenDesk) -> None:
    """Its first bytes tell how many: the rest, which is torn here, is not looked at."""
    answer = logo(desk, saved_photo(Image.new("1", (3000, 2001)))[:60])
    assert answer.status == 422 and "3000 × 2001 pixels" in answer.json["says"]
    assert "Save it smaller" in answer.json["says"]


def test_a_logo_is_saved_beside_the_file_and_never_over_another(desk: OpenDesk) -> None:
    """Both are shown in colour and in black; a second picture gets a name of its own."""
    folder = file_of(desk, "").parent
    sha = logo(desk, SVG, "image/svg+xml").json["logo"]
    for way in ("", "/black"):
        shown = desk.get(f"/clinics/logo/{sha}{way}")
        assert shown.status == 200 and shown.headers["content-type"] == "image/svg+xml"
        assert "sandbox" in shown.headers["content-security-policy"]
        assert (b"#0b4a3a" in shown.body) == (not way)
    bare = saved(desk, "logo", NEW, picture=sha)
    assert bare.status == 422 and "logo" in told(bare)["logo_description"]
    assert not (folder / "logo.svg").exists()
    first = saved(desk, "logo", {**NEW, "logo_description": "Riverside"}, picture=sha)
    assert first.status == 200 and (folder / "logo.svg").read_bytes() == SVG
    other = SVG.replace(b"0b4a3a", b"16213f")
    sha = logo(desk, other, "image/svg+xml").json["logo"]
    values = {**NEW, "logo": "logo.svg", "logo_description": "Riverside"}
    second = saved(desk, "logo", values, digest=first.json["digest"], picture=sha)
    assert second.status == 200 and (folder / "logo-2.svg").read_bytes() == other
    assert (folder / "logo.svg").read_bytes() == SVG
    assert Stands(folder / "logo.toml").fields["logo"] == "logo-2.svg"


def test_a_logo_that_the_desk_has_no_more_is_asked_for_again(desk: OpenDesk) -> None:
    """A desk that was started anew has forgotten what was dropped."""
    answer = saved(desk, "again", NEW, picture="0" * 64)
    assert answer.status == 410 and "again" in answer.json["says"]


def test_a_brand_is_one_of_those_that_there_are(desk: OpenDesk) -> None:
    """Its colour comes with the judgement, so that the page can show it."""
    fine = desk.post("/clinics/judge", asked("x", {**NEW, "brand": "north-vale"})).json
    assert not fine["told"] and fine["ink"] == "#12241e"
    wrong = desk.post("/clinics/judge", asked("x", {**NEW, "brand": "nobody"}))
    assert "nobody" in told(wrong)["brand"]
