"""The seal: an organisation's signature over a finished PDF (PAdES B-B, ETSI EN 319 142-1).

It is added behind the proved bytes, which stay as they are, and is seen on no page. No other
machine is asked: neither for the time nor whether a certificate was called back.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

FIELD = "Seal"  # the name of the signature's field
SMALLEST = 2048  # bits of an RSA key: shorter ones are taken to be broken (NIST SP 800-131A)
CURVES = ("secp256r1", "secp384r1", "secp521r1")  # those that readers of PDF know


class CannotSeal(Exception):  # noqa: N818 - named by what happened
    """The key can't be used; the text says why, and goes on from the name of its file."""


@dataclass(frozen=True)
class Seal:
    """A key that was opened: whom it names, its certificate's SHA-256, and what it does.

    `sign` takes a finished PDF and returns it sealed. The bytes that it was given come first.
    """

    owner: str
    fingerprint: str
    sign: Callable[[bytes], bytes]


def open_seal(data: bytes, passphrase: str, now: datetime) -> Seal:
    """The seal in a PKCS#12 file (RFC 7292) with key and certificate, to be used `now`.

    Raises CannotSeal, and ImportError where pyHanko is not installed.
    """
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.serialization import pkcs12
    from cryptography.x509.oid import NameOID
    from pyhanko.sign.signers import SimpleSigner

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # some programs write it as BER, and that is read too
        try:
            secret = passphrase.encode() or None
            bag = pkcs12.load_pkcs12(data, secret)
        except ValueError as error:
            if isinstance(error, UnicodeError) or "password" in str(error):
                raise CannotSeal("does not open with this passphrase, or is damaged") from None
            raise CannotSeal("is no PKCS#12 file (.p12, .pfx) with a key, or is torn") from None
        except Exception:  # what it is locked or made with is not known here
            raise CannotSeal("is locked in a way that is not known here: save it anew") from None
        if bag.key is None:
            raise CannotSeal("holds no key, only a certificate: save it with its key")
        if bag.cert is None:  # that of another key does not count
            raise CannotSeal("holds a key and not its certificate: save it with both")
        cert = bag.cert.certificate
        _refuse(cert, now)
        signer = SimpleSigner.load_pkcs12_data(data, [], secret)
    names = [*cert.subject.get_attributes_for_oid(NameOID.ORGANIZATION_NAME),
             *cert.subject.get_attributes_for_oid(NameOID.COMMON_NAME)]  # fmt: skip
    owner = str(names[0].value) if names else cert.subject.rfc4514_string()
    return Seal(owner, cert.fingerprint(SHA256()).hex(), lambda pdf: _signed(pdf, signer))


def _refuse(cert: Certificate, now: datetime) -> None:
    """Raise CannotSeal where a reader of the PDF would not take what is signed with this."""
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
    from cryptography.x509 import ExtensionNotFound, KeyUsage

    from_day, to_day = cert.not_valid_before_utc, cert.not_valid_after_utc
    if now < from_day:
        raise CannotSeal(f"is not valid before {from_day:%Y-%m-%d %H:%M} UTC")
    if now > to_day:
        raise CannotSeal(f"was valid until {to_day:%Y-%m-%d %H:%M} UTC only: ask for a new one")
    public = cert.public_key()
    if isinstance(public, RSAPublicKey):
        fits = public.key_size >= SMALLEST
    else:
        fits = isinstance(public, EllipticCurvePublicKey) and public.curve.name in CURVES
    if not fits:
        raise CannotSeal(
            f"has a key that not every reader takes: ask for RSA of {SMALLEST} bits or more, "
            "or for ECDSA on P-256, P-384 or P-521"
        )
    try:
        usage = cert.extensions.get_extension_for_class(KeyUsage).value
    except ExtensionNotFound:
        return  # then it may be used for anything (RFC 5280, 4.2.1.3)
    if not (usage.digital_signature or usage.content_commitment):
        raise CannotSeal("has a certificate that is not for signing: ask for one that is")


def _signed(pdf: bytes, signer: Any) -> bytes:
    """The PDF with a signature behind it that forbids every later change (ISO 32000-1, 12.8.2.2).

    Its field has no place on a page: PDF/A wants it printed and PDF/UA wants it tagged or out of
    bounds, so it is printed out of bounds. A screen reader does not meet it.
    """
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.fields import InvisSigSettings, MDPPerm, SigFieldSpec, SigSeedSubFilter
    from pyhanko.sign.signers import PdfSignatureMetadata, sign_pdf

    class Behind(IncrementalPdfFileWriter):
        """Adds the signature alone: what the file says of itself was proved, and stays."""

        def _update_meta(self) -> None:
            pass

    about = PdfSignatureMetadata(
        FIELD,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
    )
    nowhere = InvisSigSettings(set_print_flag=True, box_out_of_bounds=True)
    field = SigFieldSpec(FIELD, on_page=0, invis_sig_settings=nowhere, readable_field_name=FIELD)
    sealed = sign_pdf(Behind(io.BytesIO(pdf)), about, signer, new_field_spec=field)
    return bytes(sealed.getvalue())


def clock() -> datetime:
    """The time by which a key is valid or not: the signature is dated by the same clock."""
    return datetime.now(UTC)
