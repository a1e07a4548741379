"""What an address that a person typed may lead to: the public web, and nothing of our own network."""

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from legislation.errors import OrakargError

PORTS = frozenset({80, 443})
_LONGEST = 2_000
_DEFAULT = {"http": 80, "https": 443}
_NUMBER = re.compile(r"(0x[0-9a-f]*|[0-9]+)", re.IGNORECASE)
_LABEL = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?")
_UNSAFE = re.compile(r"[^!-~]")

_CLOSED = tuple(
    map(
        ipaddress.ip_network,
        (
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",  # carriers' NAT, and a cloud's metadata
            "127.0.0.0/8",
            "168.63.129.16/32",  # a cloud's own services, at an address that looks public
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/3",  # multicast, reserved, broadcast
            "2001::/23",  # Teredo and other protocols that wrap an address of IPv4
            "2001:db8::/32",
            "2002::/16",  # 6to4, likewise
            "3fff::/20",
        ),
    )
)
_OPEN_V6 = ipaddress.IPv6Network("2000::/3")
"""The part of IPv6 that is handed out; all else (loopback, mapped, NAT64, local, multicast) is closed."""


class Refused(OrakargError):
    """An address that is not asked, or that did not give what can be taken; the words say why."""


@dataclass(frozen=True)
class Target:
    """Where a request goes: ``path`` with its query; ``host`` in lower case and ASCII."""

    url: str
    scheme: str
    host: str
    port: int
    path: str

    @property
    def host_header(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _DEFAULT[self.scheme] else f"{host}:{self.port}"


def target(url: str, ports: frozenset[int] = PORTS) -> Target:
    """The target of an address. Raises Refused for one that no honest page has."""
    if len(url) > _LONGEST or not url.isprintable() or re.search(r"[\s\\]", url):
        raise Refused("this is no address of a page")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise Refused("this is no address of a page") from error
    if parts.scheme not in _DEFAULT or not host:
        raise Refused("only addresses that begin with http:// or https:// are asked")
    if "@" in parts.netloc:
        raise Refused("an address with a name or password in it is not asked")
    port = _DEFAULT[parts.scheme] if port is None else port
    if port not in ports:
        raise Refused(f"port {port} is not asked: pages of the web are on 80 and 443")
    path = _quoted((parts.path or "/") + (f"?{parts.query}" if parts.query else ""))
    return Target(url.partition("#")[0], parts.scheme, _host(host), port, path)


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open net; in doubt it is not."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(known, ipaddress.IPv6Address) and (known.scope_id or known not in _OPEN_V6):
        return False
    return known.is_global and not any(known in network for network in _CLOSED)


def _host(host: str) -> str:
    """A name or a literal IP address; numbers that only some programs take for addresses are refused."""
    if _literal(host):
        return host
    try:
        name = host.encode("idna").decode("ascii").lower().removesuffix(".")
    except UnicodeError as error:
        raise Refused("this is no address of a page") from error
    labels = name.split(".")
    if _literal(name) or _NUMBER.fullmatch(labels[-1]) or not all(map(_LABEL.fullmatch, labels)):
        raise Refused("this is no address of a page")
    return name


def _literal(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _quoted(path: str) -> str:
    return _UNSAFE.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), path)
