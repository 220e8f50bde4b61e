"""Certificates made on the fly with the openssl command, for servers that tests run."""

from __future__ import annotations

import ssl
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

_EXTENSIONS = """\
[ca]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[server]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = serverAuth
subjectAltName = {name}
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Certificates:
    """A server's certificate and key, and the authority that signed it; all paths are PEM files."""

    authority: Path
    certificate: Path
    key: Path

    def client_context(self) -> ssl.SSLContext:
        """A context that trusts the authority."""
        return ssl.create_default_context(cafile=str(self.authority))

    def server_context(self) -> ssl.SSLContext:
        """A context that shows the certificate."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificate, self.key)
        return context


def make_certificates(folder: Path, *, name: str = "DNS:localhost, IP:127.0.0.1", days: int = 30) -> Certificates:
    """Make an authority and a certificate for ``name`` signed by it; negative ``days`` give an expired one."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o755)
    extensions = folder / "extensions.cnf"
    extensions.write_text(_EXTENSIONS.format(name=name), encoding="ascii")
    authority = _signed(folder, "authority", "/CN=Test authority", extensions=extensions, section="ca", days=30)
    server = _signed(
        folder, "server", "/CN=Test server", extensions=extensions, section="server", days=days, signer=authority
    )
    return Certificates(authority=authority[0], certificate=server[0], key=server[1])


def make_self_signed(folder: Path) -> Certificates:
    """Make a certificate that nobody vouches for; its ``authority`` is one that did not sign it."""
    folder.mkdir(parents=True, exist_ok=True)
    extensions = folder / "self-signed.cnf"
    extensions.write_text(_EXTENSIONS.format(name="DNS:localhost, IP:127.0.0.1"), encoding="ascii")
    certificate, key = _signed(folder, "self-signed", "/CN=localhost", extensions=extensions, section="server", days=30)
    return Certificates(
        authority=make_certificates(Path(tempfile.mkdtemp(dir=folder))).authority, certificate=certificate, key=key
    )


def _signed(
    folder: Path,
    stem: str,
    subject: str,
    *,
    extensions: Path,
    section: str,
    days: int,
    signer: tuple[Path, Path] | None = None,
) -> tuple[Path, Path]:
    key, request, certificate = folder / f"{stem}.key", folder / f"{stem}.csr", folder / f"{stem}.pem"
    _openssl(
        "req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", subject,
        "-keyout", str(key), "-out", str(request),
    )  # fmt: skip
    signing = ["-signkey", str(key)] if signer is None else ["-CA", str(signer[0]), "-CAkey", str(signer[1])]
    _openssl(
        "x509", "-req", "-in", str(request), *signing, "-set_serial", "1" if signer is None else "2",
        "-days", str(days), "-extfile", str(extensions), "-extensions", section, "-out", str(certificate),
    )  # fmt: skip
    return certificate, key


def _openssl(*arguments: str) -> None:
    subprocess.run(["openssl", *arguments], check=True, capture_output=True)
