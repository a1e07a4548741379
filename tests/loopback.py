"""Any site of the world on this machine: a proxy that answers itself, over TLS with a certificate of its own.

A program that is told of it by ``environment`` asks for the real addresses and never leaves the loopback.
"""

import gzip
import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


@dataclass
class Sites:
    """What is answered: ``pages`` maps an address to a body, a status, a redirect (``-> address``), or

    ``silence`` (no answer at all), ``huge`` (announces 70 MB), or a list of them that is used up one by
    one. A body is a text, or bytes. An address that is not there is a 404. ``asked`` holds what was
    asked: address and headers.
    """

    pages: dict[str, Any]
    folder: Path
    port: int = 0
    asked: list[tuple[str, Mapping[str, str]]] = field(default_factory=list)
    done: threading.Event = field(default_factory=threading.Event)

    @property
    def addresses(self) -> list[str]:
        return [url for url, _ in self.asked]

    @property
    def environment(self) -> dict[str, str]:
        proxy = f"http://127.0.0.1:{self.port}"
        return {
            "http_proxy": proxy,
            "https_proxy": proxy,
            "no_proxy": "",
            "SSL_CERT_FILE": str(self.folder / "certificate.pem"),
        }


@contextmanager
def serving(sites: Sites, *hosts: str) -> Iterator[Sites]:
    """Answer for these hosts while the block lasts."""
    context = _tls(sites.folder, hosts)
    handler = type("Handler", (_Handler,), {"sites": sites, "context": context})
    server = _Server(("127.0.0.1", 0), handler)
    sites.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield sites
    finally:
        sites.done.set()
        server.shutdown()
        server.server_close()
        thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Whoever asked was killed meanwhile."""


class _Handler(BaseHTTPRequestHandler):
    sites: Sites
    context: ssl.SSLContext
    protocol_version = "HTTP/1.1"
    secure_host = ""

    def do_CONNECT(self) -> None:
        self.send_response(200, "Connection established")
        self.end_headers()
        self.connection = self.context.wrap_socket(self.connection, server_side=True)
        self.rfile = self.connection.makefile("rb", -1)
        self.wfile = self.connection.makefile("wb", 0)
        self.secure_host = self.path.removesuffix(":443")

    def do_GET(self) -> None:
        url = f"https://{self.secure_host}{self.path}" if self.secure_host else self.path
        self.sites.asked.append((url, dict(self.headers)))
        found = self.sites.pages.get(url, 404)
        if isinstance(found, list):
            found = found.pop(0) if len(found) > 1 else found[0]
        self._answer(found)

    def finish(self) -> None:
        with suppress(OSError):  # the other side may have been killed
            super().finish()
        self.connection.close()

    def _answer(self, found: Any) -> None:
        if found == "silence":
            self.sites.done.wait(60)
            self.close_connection = True
        elif found == "huge":
            self._send(200, {"Content-Length": str(70 * 1024 * 1024)}, b"")
            self.close_connection = True
        elif isinstance(found, int):
            self._send(found, {"Content-Length": "0"}, b"")
        elif isinstance(found, bytes):
            self._send(200, {"Content-Length": str(len(found))}, found)
        elif found.startswith("-> "):
            self._send(302, {"Location": found.removeprefix("-> "), "Content-Length": "0"}, b"")
        else:
            body = gzip.compress(found.encode())
            self._send(200, {"Content-Length": str(len(body)), "Content-Encoding": "gzip"}, body)

    def _send(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.send_response(status)
        for name, value in ({"Content-Type": "text/html; charset=utf-8"} | headers).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


def _tls(folder: Path, hosts: tuple[str, ...]) -> ssl.SSLContext:
    """A server's context with a fresh certificate for these hosts, kept in ``folder``."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "loopback")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host) for host in hosts]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem, secret = folder / "certificate.pem", folder / "key.pem"
    pem.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem, secret)
    return context
