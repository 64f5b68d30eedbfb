"""Keys to seal with, made for a test and gone after it, and a judge of seals that is not ours."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from cryptography.x509.oid import NameOID

from tests.tools import run, want

OWNER = "Riverside Trust (example)"
PASSPHRASE = "for the tests only"
KINDS = {
    "P-256": lambda: ec.generate_private_key(ec.SECP256R1()),
    "P-192": lambda: ec.generate_private_key(ec.SECP192R1()),
    "RSA": lambda: rsa.generate_private_key(65537, 2048),
    "short RSA": lambda: rsa.generate_private_key(65537, 1024),
    "Ed25519": ed25519.Ed25519PrivateKey.generate,
}
SIGNING, MAIL = (True, False), (False, True)  # what a certificate is for


def certificate(
    key: Any,
    days: tuple[float, float] = (-1, 30),
    use: tuple[bool, bool] | None = SIGNING,
    name: Sequence[tuple[Any, str]] = ((NameOID.ORGANIZATION_NAME, OWNER),),
) -> x509.Certificate:
    """A certificate of the key, signed by itself, that holds from so many days on to so many."""
    now = datetime.now(UTC)
    subject = x509.Name([x509.NameAttribute(*pair) for pair in name])
    made = x509.CertificateBuilder(
        subject,
        subject,
        key.public_key(),
        x509.random_serial_number(),
        now + timedelta(days[0]),
        now + timedelta(days[1]),
    )
    if use:
        signs, locks = use
        usage = x509.KeyUsage(signs, False, locks, False, False, False, False, False, False)
        made = made.add_extension(usage, critical=True)
    edwards = isinstance(key, ed25519.Ed25519PrivateKey)
    return made.sign(key, None if edwards else SHA256())


def p12(key: Any, cert: x509.Certificate | None, passphrase: str = PASSPHRASE) -> bytes:
    """Key and certificate in one file, as an organisation is given it."""
    lock = BestAvailableEncryption(passphrase.encode())
    others = None if key else [certificate(KINDS["P-256"]())]
    return pkcs12.serialize_key_and_certificates(b"seal", key, cert, others, lock)


def sound_key(kind: str = "P-256") -> bytes:
    """A key that nothing is wrong with."""
    key = KINDS[kind]()
    return p12(key, certificate(key))


def pdfsig(path: Path) -> str:
    """What poppler says of the signatures in a PDF. No other machine is asked."""
    want("pdfsig", package="poppler-utils", undone="no other tool looked at the seal")
    return run("pdfsig", "-nocert", "-no-ocsp", path).out
