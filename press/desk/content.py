"""What the project holds: names are looked up here, and nothing of an address becomes a path."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from press.finding import Finding
from press.products import Catalogue, Product
from press.project import Project
from press.read.catalogue import catalogue
from press.read.clinic import Clinic, read_clinic
from press.read.country import read_country
from press.read.fields import Field, gather_fields
from press.read.guide import Guide, guide_names, read_guide
from press.read.job import Job, read_job
from press.read.manuscript import Manuscript, read_manuscript
from press.read.words import read_words
from press.run.publish import Jobs, read_manifest


class NotHere(LookupError):  # noqa: N818 - named by what happened
    """There is no guide, language, clinic or product of this name."""


@dataclass(frozen=True)
class Choice:
    """What somebody looks at or prints: names that there are."""

    guide: str
    locale: str
    clinic: str = ""  # the key of its file, or none
    product: str = ""  # a row's file, such as `leaflet-mono`

    @property
    def key(self) -> tuple[str, str, str, str]:
        """As the room calls it."""
        return self.guide, self.locale, self.clinic, self.product


class Content:
    """The project as it is now; made anew for each request, for files change under it."""

    def __init__(self, root: Path) -> None:
        self.project = Project(root)

    @cached_property
    def guides(self) -> Mapping[str, Guide]:
        """The guides whose head can be read, by name."""
        read = ((name, read_guide(self.project, name, [])) for name in guide_names(self.project))
        return {name: guide for name, guide in read if guide}

    @cached_property
    def catalogue(self) -> Catalogue:
        return catalogue(self.project)

    @cached_property
    def clinic_files(self) -> Mapping[str, Path]:
        """The clinics' files in content/clinics, by key."""
        folder = self.project.content / "clinics"
        return {path.stem: path for path in sorted(folder.glob("*.toml"))}

    @cached_property
    def clinics(self) -> Mapping[str, Clinic]:
        """Those that can be read."""
        read = {key: read_clinic(self.project, path, []) for key, path in self.clinic_files.items()}
        return {key: clinic for key, clinic in read.items() if clinic}

    @cached_property
    def manifest(self) -> Jobs:
        """What lies in dist/, printed and whole; nothing where that is not known."""
        return read_manifest(self.project) or {}

    @cached_property
    def printed(self) -> Mapping[str, str]:
        """Each file of the manifest, with its digest."""
        return {name: known for of in self.manifest.values() for name, known in of.items()}

    def guide(self, name: str) -> Guide:
        """Raises NotHere."""
        if name not in guide_names(self.project):
            raise NotHere(name)
        if "guides" in vars(self):  # all of them were read
            guide = self.guides.get(name)
        else:
            guide = read_guide(self.project, name, [])
        if guide is None:
            raise NotHere(name)
        return guide

    def manuscripts(self, guide: Guide, locale: str) -> list[Manuscript]:
        """The texts of a guide in a locale that can be read, in the order of the products."""
        products = self.catalogue.products.values()
        read = (read_manuscript(self.project, guide, locale, one, []) for one in products)
        return [manuscript for manuscript in read if manuscript]

    def printing(self, guide: Guide, file: str) -> Mapping[str, list[str]]:
        """Where lines of a file are printed: each product of the guide, with its locales."""
        found: dict[str, list[str]] = {}
        for locale in guide.locales:
            for one in self.manuscripts(guide, locale):
                if file == one.file or any(line.file == file for line in one.lines):
                    found.setdefault(one.product.name, []).append(locale)
        return found

    def fields(self, choice: Choice) -> Mapping[str, Field]:
        """What the names between braces stand for; nothing where it can't be read."""
        guide, project = self.guide(choice.guide), self.project
        country = read_country(project, choice.locale, [])
        words = read_words(project, guide, choice.locale, [])
        if country is None or words is None:
            return {}
        return gather_fields(guide, country, words, self.clinics.get(choice.clinic))

    def row(self, file: str) -> Product:
        """The product's row of this file (`leaflet-mono`). Raises NotHere."""
        if file not in self.catalogue.by_file:
            raise NotHere(file)
        return self.catalogue.by_file[file]

    def checked(self, choice: Choice) -> Choice:
        """The choice, if all of it is here. Raises NotHere."""
        if choice.locale not in self.guide(choice.guide).locales:
            raise NotHere(choice.locale)
        if choice.clinic:
            clinic = self.clinics.get(choice.clinic)
            if clinic is None or not clinic.serves(choice.locale):
                raise NotHere(choice.clinic)
        if choice.product:
            self.row(choice.product)
        return choice

    def job(self, choice: Choice, found: list[Finding]) -> Job | None:
        """The job of a choice, or None with findings. Raises NotHere."""
        known = replace(self.checked(choice), product="")
        clinic = self.clinics[known.clinic] if known.clinic else None
        return read_job(self.project, self.guide(known.guide), known.locale, clinic, found)
