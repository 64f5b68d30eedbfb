"""The seal: what is signed, what is refused, and that nothing else of a file or a run changes."""

from __future__ import annotations

import socket
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pypdfium2
import pytest

from press.prepress.seal import Seal, open_seal
from press.run.order import Order, WrongCall
from press.run.sealing import PASSPHRASE as VARIABLE
from press.run.sealing import seal_of
from tests.catalogue import BY_FILE
from tests.printed import opened, texts_of_pages
from tests.seals import KINDS, MAIL, OWNER, PASSPHRASE, certificate, p12, pdfsig, sound_key
from tests.shop import CARD, LEAFLET, SIPS, Shop, Told
from tests.validators import page_validation, verapdf

CARDS = {f"hiccups/en-GB/{name}.pdf" for name in ("night-card", "night-card-2-up")}
SOUND = ("Signature is Valid.", "Total document signed", "ETSI.CAdES.detached")


def seal_with(kind: str = "P-256") -> Seal:
    return open_seal(sound_key(kind), PASSPHRASE, datetime.now(UTC))


def sealing(shop: Shop, key: bytes, *words: str) -> Told:
    """An order that is sealed with this key; its passphrase stands in the environment."""
    path = shop.root / "key.p12"
    path.write_bytes(key)
    with pytest.MonkeyPatch.context() as context:
        context.setenv(VARIABLE, PASSPHRASE)
        context.setenv("TZ", "Nowhere/At_All")
        return shop.order("--seal", path, *words)


@pytest.fixture(scope="module")
def sealed(works: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[Path, Path]:
    """All that may be sealed of the real guide for one country: the proved file, and it sealed."""
    folder, seal = tmp_path_factory.mktemp("sealed"), seal_with()
    files = (works / "en-GB").glob("*.pdf")
    made = {path: folder / path.name for path in files if not path.stem.endswith("-press")}
    for path, other in made.items():
        other.write_bytes(seal.sign(path.read_bytes()))
    return made


def test_another_tool_finds_each_seal_valid(sealed: dict[Path, Path]) -> None:
    """Poppler finds one signature in every product and every sheet, over all of the file."""
    for path in sealed.values():
        told = pdfsig(path)
        assert [word for word in SOUND if word not in told] == [], path.name
        assert "Signature #2" not in told and f"O={OWNER}" in told


def test_two_judges_pass_every_sealed_product(sealed: dict[Path, Path]) -> None:
    """A sealed product is PDF/UA-1 and PDF/A-2a, as it was before."""
    files = [path for path in sealed.values() if path.stem in BY_FILE]
    assert len(files) == len(BY_FILE)
    assert {path: page_validation(path) for path in files} == {path: [] for path in files}
    assert verapdf(files) == {path: [] for path in files}


def test_what_was_proved_is_what_is_sealed(sealed: dict[Path, Path]) -> None:
    """The proved bytes come first and whole; title, claims, words and looks are the same."""
    for plain, path in sealed.items():
        before, after = plain.read_bytes(), path.read_bytes()
        assert after.startswith(before) and len(after) < len(before) + 20_000
        with opened(before) as one, opened(after) as other:
            assert one.docinfo.items() == other.docinfo.items()
            assert one.Root.Metadata.read_bytes() == other.Root.Metadata.read_bytes()
        assert texts_of_pages(after) == texts_of_pages(before)
        assert first_page(after) == first_page(before), path.name


def first_page(pdf: bytes) -> bytes:
    with pypdfium2.PdfDocument(pdf) as document:
        document.init_forms()  # else no field would be drawn, wherever it stood
        seen: bytes = document[0].render(scale=1, may_draw_forms=True).to_pil().tobytes()
    return seen


@pytest.mark.parametrize("at", [0.1, 0.5, 0.9])
def test_one_changed_byte_breaks_the_seal(
    sealed: dict[Path, Path], tmp_path: Path, at: float
) -> None:
    """Wherever a sealed file is changed, poppler says that it is not what was signed."""
    plain = next(path for path in sealed if path.stem == "night-card")
    data = bytearray(sealed[plain].read_bytes())
    data[int(plain.stat().st_size * at)] ^= 1
    path = tmp_path / "changed.pdf"
    path.write_bytes(data)
    assert "Signature is Valid" not in pdfsig(path)


def test_a_seal_allows_no_later_change(sealed: dict[Path, Path]) -> None:
    """The signature certifies the file, and says that no change is allowed after it."""
    for path in sealed.values():
        with opened(path.read_bytes()) as pdf:
            (rule,) = pdf.Root.Perms.DocMDP.Reference
            assert rule.TransformParams.P == 1


def test_a_screen_reader_does_not_meet_the_seal(sealed: dict[Path, Path]) -> None:
    """The field of the signature lies beside the page, not at a place on it, and has no looks."""
    for path in sealed.values():
        with opened(path.read_bytes()) as pdf:
            (field,) = pdf.Root.AcroForm.Fields
            left, bottom, right, top = map(float, field.Rect)
            assert (left, bottom) == (right, top) and left < 0 and bottom < 0
            assert "/StructParent" not in field and "/AP" not in field


def test_an_rsa_key_seals_as_well(works: Path, tmp_path: Path) -> None:
    """The commonest kind of key makes a seal that is valid too."""
    path = tmp_path / "card.pdf"
    path.write_bytes(seal_with("RSA").sign((works / "en-GB/night-card.pdf").read_bytes()))
    assert [word for word in SOUND if word not in pdfsig(path)] == []


def test_no_other_machine_is_asked(works: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A seal is made without a network: no server of time, no list of revoked certificates."""

    def refuse(*_: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert seal_with().sign((works / "en-GB/night-card.pdf").read_bytes())


# -- a run ---------------------------------------------------------------------------------------


def signatures(shop: Shop) -> dict[str, bool]:
    """The PDFs in `dist/`, and whether each bears a signature."""
    pdfs = {name: data for name, data in shop.dist().items() if name.endswith(".pdf")}
    return {name: b"/ETSI.CAdES.detached" in data for name, data in pdfs.items()}


def test_plain_and_sealed_runs_take_turns(printed_card: Shop) -> None:
    """A sealed run seals what lay there plain; the same again changes nothing; so on and back."""
    shop, plain, one, other = printed_card, printed_card.dist(), sound_key(), sound_key()
    for key, said in ((one, "printed and sealed"), (one, "nothing changed"),
                      (other, "printed and sealed")):  # fmt: skip
        before = shop.dist()
        told = sealing(shop, key)
        assert told.code == 0 and f"dist/hiccups/en-GB: {said}" in told.out, told.out + told.err
        assert signatures(shop) == dict.fromkeys(CARDS, True)
        assert (shop.dist() == before) == (said == "nothing changed")
    assert f"sealed for {OWNER}" in told.out
    assert shop.order().code == 0
    assert shop.dist() == plain, "an order without a key prints what it always printed"


def test_a_file_for_a_print_shop_is_left_unsealed(printed_card: Shop) -> None:
    """A shop takes no form in it, and lays its pages anew: it is printed beside what is sealed."""
    key = sound_key()
    for said in ("printed and sealed", "nothing changed"):
        told = sealing(printed_card, key, "--sheet", "press")
        assert told.code == 0 and said in told.out
    shop_file = "hiccups/en-GB/night-card-press.pdf"
    assert signatures(printed_card) == {**dict.fromkeys(CARDS, False), shop_file: False,
                                        "hiccups/en-GB/night-card.pdf": True}  # fmt: skip


def test_a_sealed_file_is_known_to_be_of_its_text(printed: Shop) -> None:
    """What was printed plain, then changed and sealed, is not told to be of an older text.

    Not even where another product's text changes after that.
    """
    printed.edit(CARD, "- Your chest hurts", "- Your chest aches")
    words = ("--product", "night-card", "--sheet", "none")
    assert sealing(printed, sound_key(), *words).code == 0
    printed.edit(LEAFLET, "They go without thanks.", "They leave without thanks.")
    told = printed.order("--product", "leaflet", "--sheet", "none")
    assert told.code == 0
    assert "night-card.pdf" not in told.err


def test_the_seal_is_dated_by_the_clock_and_tells_no_place(printed_card: Shop) -> None:
    """The time in a signature is that of signing, in UTC, whatever zone the machine is set to."""
    begun = datetime.now(UTC).replace(microsecond=0)
    assert sealing(printed_card, sound_key(), "--sheet", "none", "--today", "2026-03-01").code == 0
    with opened(printed_card.dist()["hiccups/en-GB/night-card.pdf"]) as pdf:
        stamp = str(pdf.Root.Perms.DocMDP.M)
    assert stamp.endswith(("Z", "+00'00'", "+00'00"))
    signed = datetime.strptime(stamp[2:16], "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    assert begun <= signed <= datetime.now(UTC)


def test_what_has_an_error_is_neither_printed_nor_sealed(printed_card: Shop) -> None:
    """The last good files stay as they are, unsealed."""
    before = printed_card.dist()
    printed_card.edit(SIPS, "ten sips", "ten **sips")
    assert sealing(printed_card, sound_key()).code == 1
    assert printed_card.dist() == before


# -- keys that can't be used -----------------------------------------------------------------------


def of_kind(kind: str) -> bytes:
    return sound_key(kind)


def with_certificate(days: tuple[float, float] = (-1, 30), mail: bool = False) -> bytes:
    key = KINDS["P-256"]()
    return p12(key, certificate(key, days, MAIL if mail else None))


WRONG: dict[str, tuple[Callable[[], bytes], str]] = {
    "no PKCS#12": (lambda: b"-----BEGIN PRIVATE KEY-----\n", "is no PKCS#12 file"),
    "nothing": (lambda: b"", "is no PKCS#12 file"),
    "torn": (lambda: sound_key()[:-40], "is no PKCS#12 file (.p12, .pfx) with a key, or is torn"),
    "another passphrase": (
        lambda: p12(key := KINDS["P-256"](), certificate(key), "another"),
        "does not open with this passphrase",
    ),
    "expired": (lambda: with_certificate((-9, -1)), "was valid until 20"),
    "not yet": (lambda: with_certificate((1, 9)), "is not valid before 20"),
    "for mail": (lambda: with_certificate(mail=True), "a certificate that is not for signing"),
    "no certificate": (lambda: p12(KINDS["P-256"](), None), "a key and not its certificate"),
    "no key": (lambda: p12(None, None), "holds no key, only a certificate"),
    "short": (lambda: of_kind("short RSA"), "a key that not every reader takes"),
    "another kind": (lambda: of_kind("Ed25519"), "a key that not every reader takes"),
    "another curve": (lambda: of_kind("P-192"), "a key that not every reader takes"),
}


def is_refused(shop: Shop, told: Told, code: int, why: str) -> None:
    assert (told.code, told.out) == (code, "")
    assert why in told.err and told.err.count("\n") == 1, told.err
    assert not (shop.root / "dist").exists() and not (shop.root / ".cache").exists()


@pytest.mark.parametrize("name", WRONG)
def test_a_key_that_can_not_be_used_is_told_in_one_line(shop: Shop, name: str) -> None:
    """Before anything is read or set the call is refused, and nothing is written."""
    make, why = WRONG[name]
    is_refused(shop, sealing(shop, make()), 2, why)


@pytest.mark.parametrize(
    ("file", "why"),
    [
        ("absent.p12", "can't be read: no such file"),
        ("content", "can't be read: "),
        ("/dev/null", "can't be read: it is a pipe or a device"),
    ],
)
def test_what_is_no_file_is_no_key(shop: Shop, file: str, why: str) -> None:
    """A name that is wrong, a folder and a device are told, and no passphrase is asked for."""
    is_refused(shop, shop.order("--seal", shop.root / file), 2, why)


def test_a_passphrase_that_is_no_text_opens_nothing(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bytes of another encoding in the environment are a wrong passphrase, and no fault of ours."""
    (shop.root / "key.p12").write_bytes(sound_key())
    monkeypatch.setenv(VARIABLE, "\udcff\udcfe")
    told = shop.order("--seal", shop.root / "key.p12")
    is_refused(shop, told, 2, "does not open with this passphrase")


def test_without_a_terminal_the_passphrase_must_be_given(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where nobody can be asked, the variable is named that must be set."""
    (shop.root / "key.p12").write_bytes(sound_key())
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False, raising=False)
    is_refused(shop, shop.order("--seal", shop.root / "key.p12"), 2, f"set {VARIABLE}")


@pytest.mark.parametrize("typed", [PASSPHRASE, "wrong", None])
def test_whoever_sits_there_is_asked(
    shop: Shop, monkeypatch: pytest.MonkeyPatch, typed: str | None
) -> None:
    """A passphrase may be typed, unseen; a wrong one is told, and so is none at all."""

    def ask(question: str) -> str:
        assert "key.p12" in question
        if typed is None:
            raise EOFError
        return typed

    path = shop.root / "key.p12"
    path.write_bytes(sound_key())
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr("getpass.getpass", ask)
    if typed == PASSPHRASE:
        seal = seal_of(Order("print", seal=path))
        assert seal is not None and seal.owner == OWNER
    else:
        with pytest.raises(WrongCall, match="passphrase"):
            seal_of(Order("print", seal=path))


def test_where_pyhanko_is_missing_its_command_is_told(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The machine lacks something: exit code 3, and what to type."""
    monkeypatch.setitem(sys.modules, "pyhanko.sign.signers", None)
    is_refused(shop, sealing(shop, sound_key()), 3, "make seal")


def test_only_a_print_is_sealed(shop: Shop) -> None:
    """A check makes no file, and takes no key."""
    told = shop.order("check", "--seal", "key.p12")
    assert told.code == 2 and "check takes no --seal; it belongs to print" in told.err
