"""Fetching what a person typed: from real servers on this machine, which are asked because a test says so."""

import gzip
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from loopback import _tls

from crawler.guard import Refused
from crawler.guarded import Fetcher

HERE = frozenset({"127.0.0.1"})
AGENT = "Orakarg/0 (+someone@example.am)"


class Site(ThreadingHTTPServer):
    """A site on this machine: ``pages`` maps a path to what is done; ``asked`` holds what was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.pages: dict[str, Callable[[BaseHTTPRequestHandler], None]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.over = threading.Event()

    @property
    def port(self) -> int:
        return self.server_address[1]

    def handle_error(self, *_: object) -> None:
        """The other side went away, as it should."""


class Handler(BaseHTTPRequestHandler):
    server: Site

    def do_GET(self) -> None:
        self.server.asked.append((self.path, dict(self.headers)))
        self.server.pages[self.path](self)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def running(tls: ssl.SSLContext | None = None) -> Iterator[Site]:
    with Site() as site:
        if tls:
            site.socket = tls.wrap_socket(site.socket, server_side=True)
        thread = threading.Thread(target=site.serve_forever, daemon=True)
        thread.start()
        try:
            yield site
        finally:
            site.over.set()
            site.shutdown()
            thread.join()


@pytest.fixture
def site() -> Iterator[Site]:
    with running() as site:
        yield site


def fetcher(site: Site, **more) -> Fetcher:
    told = {
        "resolve": lambda host, port: ["127.0.0.1"],
        "also": HERE,
        "ports": frozenset({80, 443, site.port}),
    }
    return Fetcher(AGENT, **told | more)


def page(body: bytes = b"<p>text</p>", status: int = 200, **headers: str) -> Callable:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        told = {"Content-Type": "text/html", "Content-Length": str(len(body)), "Set-Cookie": "a=b"}
        told |= {name.replace("_", "-"): value for name, value in headers.items()}
        for name, value in told.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def to(address: str) -> Callable:
    return page(b"", 302, Location=address)


def url(site: Site, path: str = "/", host: str = "example.am") -> str:
    return f"http://{host}:{site.port}{path}"


def test_a_page_comes_from_the_address_that_was_checked_and_asks_as_who_we_are(site: Site):
    site.pages["/a?b"] = page()
    answer = fetcher(site).fetch(url(site, "/a?b#c"))
    assert (answer.url, answer.status, answer.body) == (url(site, "/a?b"), 200, b"<p>text</p>")
    assert answer.origin == "live"
    ((_, asked),) = site.asked
    assert (asked["Host"], asked["User-Agent"]) == (f"example.am:{site.port}", AGENT)
    assert not {"Cookie", "Referer", "Authorization"} & set(asked)


def test_without_the_word_of_a_test_this_machine_is_not_asked(site: Site):
    for host in ("example.am", "localhost", "127.0.0.1", "[::1]", "[::ffff:127.0.0.1]"):
        names = {"resolve": lambda host, port: ["127.0.0.1"]} if host == "example.am" else {}
        with pytest.raises(Refused, match="is not on the open net"):
            Fetcher(AGENT, ports=frozenset({site.port}), **names).fetch(url(site, host=host))
    assert site.asked == []


@pytest.mark.parametrize(
    "second", ["10.0.0.1", "169.254.169.254", "::1", "fe80::1%eth0", "64:ff9b::a00:1", ""]
)
def test_one_closed_address_of_a_name_closes_the_name(site: Site, second: str):
    with pytest.raises(Refused, match="open net"):
        fetcher(site, resolve=lambda host, port: ["127.0.0.1", second]).fetch(url(site))
    assert site.asked == []


def test_a_name_that_changes_its_mind_is_not_looked_up_twice(site: Site):
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    site.pages["/"] = page()
    site.pages["/away"] = to("/")
    changing = fetcher(site, resolve=lambda host, port: next(answers))
    with pytest.raises(Refused, match="open net"):
        changing.fetch(url(site, "/away"))
    assert [path for path, _ in site.asked] == ["/away"], "the second request was checked anew"


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/",
        "http://[::1]/",
        "http://169.254.169.254/latest/meta-data/",
        "http://10.0.0.1/",
        "//localhost/",
        "http://2130706433/",
        "http://user@example.am/",
        "http://example.am:22/",
        "file:///etc/passwd",
        "gopher://example.am/",
    ],
)
def test_a_redirect_leads_to_nothing_that_could_not_be_typed(site: Site, address: str):
    site.pages["/"] = to(address)
    allowed = fetcher(site, resolve=lambda h, p: ["127.0.0.1"] if p == site.port else ["127.0.0.2"])
    with pytest.raises(Refused):
        allowed.fetch(url(site))
    assert len(site.asked) == 1


def test_redirects_are_followed_five_times(site: Site):
    for number in range(6):
        site.pages[f"/{number}"] = to(f"/{number + 1}")
    site.pages["/6"] = page()
    assert fetcher(site).fetch(url(site, "/1")).url == url(site, "/6")
    with pytest.raises(Refused, match="more than 5 times"):
        fetcher(site).fetch(url(site, "/0"))


def test_too_much_is_refused_packed_or_not(site: Site):
    body = b"x" * 2_000_001
    site.pages |= {"/plain": page(body), "/packed": page(gzip.compress(body), Content_Encoding="gzip")}
    site.pages["/fits"] = page(gzip.compress(b"y" * 2_000_000), Content_Encoding="gzip")
    site.pages["/strange"] = page(b"x", Content_Encoding="br")
    small = fetcher(site, most_bytes=2_000_000)
    for path in ("/plain", "/packed"):
        with pytest.raises(Refused, match="larger than 2 MB"):
            small.fetch(url(site, path))
    answer = small.fetch(url(site, "/fits"))
    assert len(answer.body) == 2_000_000
    assert "content-encoding" not in {name.lower() for name, _ in answer.headers}
    with pytest.raises(Refused, match="packed in a way"):
        small.fetch(url(site, "/strange"))


def test_who_drips_is_cut(site: Site):
    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        while not site.over.wait(0.05):
            handler.wfile.write(b"x")

    def drip_headers(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.0 200 OK\r\nX-Long: ")
        while not site.over.wait(0.05):
            handler.wfile.write(b"x")

    site.pages |= {"/body": drip, "/head": drip_headers, "/silent": lambda handler: site.over.wait(30)}
    for path in site.pages:
        with pytest.raises(Refused, match="took longer than"):
            fetcher(site, patience=timedelta(seconds=0.5)).fetch(url(site, path))


def test_what_is_cut_short_or_no_answer_is_no_page(site: Site):
    site.pages["/short"] = page(b"half", Content_Length="8")
    site.pages["/torn"] = page(gzip.compress(b"x" * 1000)[:-12], Content_Encoding="gzip")
    site.pages["/noise"] = lambda handler: handler.wfile.write(b"\x00\x01\x02\r\n\r\n")
    for path in site.pages:
        with pytest.raises(Refused, match="could not be reached"):
            fetcher(site).fetch(url(site, path))


def test_nobody_there_is_said_so():
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    here = Fetcher(AGENT, lambda host, port: ["127.0.0.1"], ports=frozenset({port}), also=HERE)
    with pytest.raises(Refused, match="could not be reached"):
        here.fetch(f"http://example.am:{port}/")

    def unknown(host: str, port: int) -> list[str]:
        raise socket.gaierror(-2, "Name or service not known")

    with pytest.raises(Refused, match="there is no site"):
        Fetcher(AGENT, unknown).fetch("http://example.am/")


def test_a_certificate_must_be_of_the_name_and_not_of_the_address(tmp_path: Path):
    with running(_tls(tmp_path, ("example.am",))) as site:
        site.pages["/"] = page()
        trusted = ssl.create_default_context(cafile=tmp_path / "certificate.pem")
        secure = fetcher(site, tls=trusted)
        assert secure.fetch(f"https://example.am:{site.port}/").body == b"<p>text</p>"
        with pytest.raises(Refused, match="certificate is not good"):
            secure.fetch(f"https://other.am:{site.port}/")
        with pytest.raises(Refused, match="certificate is not good"):
            fetcher(site).fetch(f"https://example.am:{site.port}/")
