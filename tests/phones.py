"""Phone editions of the real guides, made once, and what a browser has of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser

from press.finding import Finding
from press.phone.edition import phone_edition
from press.phone.proof import PhonePage
from press.read.clinic import Clinic, read_clinic
from press.read.job import Job, read_job
from tests.guides import BEDSIDE
from tests.shop import CLINIC, ROOT, read_one_guide, told

GUIDES = ("leg-cramps", "child-fever", "cast-at-home")
CLINICS = {"": "", "GB": CLINIC, "US": "content/clinics/example-us.toml"}
UNDONE = "no browser looked at the phone edition"


@cache
def clinic_of(country: str) -> Clinic | None:
    """The example clinic of a country; none for an empty name."""
    found: list[Finding] = []
    clinic = read_clinic(BEDSIDE, ROOT / CLINICS[country], found) if country else None
    assert not found, told(found)
    return clinic


@cache
def job_of(guide: str, clinic: str = "", locale: str = "en-GB") -> Job:
    """A real guide's job, for the example clinic of a country or for none."""
    found: list[Finding] = []
    job = read_job(BEDSIDE, read_one_guide(BEDSIDE, guide), locale, clinic_of(clinic), found)
    assert job is not None and not found, told(found)
    return job


@cache
def page_of(
    guide: str, product: str = "leaflet", clinic: str = "", locale: str = "en-GB"
) -> PhonePage:
    """The phone edition of a real guide's product."""
    job = job_of(guide, clinic, locale)
    text = next(one for one in job.manuscripts if one.product.name == product)
    found: list[Finding] = []
    html = phone_edition(BEDSIDE, job, text, found)
    assert html is not None and not found, told(found)
    return PhonePage(html, job, text)


def every_page(clinic: str, locale: str = "en-GB") -> list[PhonePage]:
    """All phone editions of the real guides in a locale."""
    return [
        page_of(guide, text.product.name, clinic, locale)
        for guide in GUIDES
        for text in job_of(guide, clinic, locale).manuscripts
        if text.product.on_a_phone
    ]


@dataclass(frozen=True)
class Tag:
    """An element as it begins, and its words; one without a name is what goes on after one."""

    name: str
    given: dict[str, str]
    words: str


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str], list[str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {key: value or "" for key, value in attrs}, []))

    def handle_endtag(self, tag: str) -> None:
        self.found.append(("", {}, []))

    def handle_data(self, data: str) -> None:
        if self.found:
            self.found[-1][2].append(data)


def tags_of(html: str) -> list[Tag]:
    """Every element of a page, in order."""
    reader = _Tags()
    reader.feed(html)
    return [Tag(name, given, "".join(words)) for name, given, words in reader.found]


def words_of(html: str) -> str:
    """All words of a page's body, blanks made single."""
    body = html.partition("<body")[2]
    return " ".join("".join(f"{one.words}" for one in tags_of(f"<body{body}")).split())
