"""One suite for everything that takes a mail: folder, SMTP server, and the fake of other tests."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from fake_mailer import FakeMailer
from mail_server import MailServer, running_mail_server

from alerts.mailer import FolderMailer, Mailer, MailerDown, MailRefused, open_mailer
from legislation.errors import SetupError

SENDER = "orakarg@example.am"
CONTENT = (
    b"Subject: =?utf-8?b?1Y3Vq9Wh?=\r\nMessage-ID: <1@example.am>\r\nContent-Type: text/plain\r\n\r\n"
    b"one\r\n.a line that begins with a dot\r\n..two dots\r\n\r\nlast\r\n"
)


@dataclass(frozen=True)
class Post:
    """A mailer, and how a test looks behind it, breaks it, or has it refuse a recipient."""

    mailer: Mailer
    received: Callable[[], list[tuple[str, bytes]]]
    break_down: Callable[[], object]
    refuse: Callable[[str, str], object]


def folder_post(folder: Path) -> Post:
    def received() -> list[tuple[str, bytes]]:
        return sorted((f"<{path.stem}>", path.read_bytes()) for path in folder.glob("*.eml"))

    def break_down() -> None:
        folder.mkdir(exist_ok=True)
        folder.rename(folder.with_name("elsewhere"))
        folder.write_text("a file where the folder should be")

    return Post(FolderMailer(folder), received, break_down, lambda recipient, answer: None)


def smtp_post(server: MailServer) -> Post:
    def received() -> list[tuple[str, bytes]]:
        found = []
        for envelope in server.envelopes:
            assert (envelope.mail_from, len(envelope.rcpt_tos)) == (SENDER, 1)
            told = envelope.original_content
            found.append((told.partition(b"Message-ID: ")[2].partition(b"\r\n")[0].decode(), told))
        return sorted(found)

    return Post(open_mailer(server.url), received, server.stop, server.at_recipient.__setitem__)


def fake_post() -> Post:
    mailer = FakeMailer()

    def received() -> list[tuple[str, bytes]]:
        return sorted((message_id, told) for message_id, _, _, told in mailer.accepted)

    def break_down() -> None:
        mailer.down = True

    return Post(mailer, received, break_down, lambda recipient, answer: mailer.refused.add(recipient))


@pytest.fixture
def server() -> Iterator[MailServer]:
    with running_mail_server() as server:
        yield server


@pytest.fixture(params=["folder", "smtp", "fake"])
def post(request, tmp_path) -> Iterator[Post]:
    if request.param == "smtp":
        made = smtp_post(request.getfixturevalue("server"))
    else:
        made = folder_post(tmp_path / "mail") if request.param == "folder" else fake_post()
    yield made
    made.mailer.close()


@pytest.fixture
def smtp(server) -> Iterator[Mailer]:
    mailer = open_mailer(server.url)
    yield mailer
    mailer.close()


def content(number: int) -> bytes:
    return CONTENT.replace(b"<1@", b"<%d@" % number)


def send(mailer: Mailer, number: int = 1, recipient: str = "aram@example.am", sender: str = SENDER) -> None:
    mailer.send(f"<{number}@example.am>", sender, recipient, content(number))


def test_an_accepted_mail_arrives_once_byte_for_byte(post):
    send(post.mailer)
    assert post.received() == [("<1@example.am>", CONTENT)]


def test_many_mails_arrive_each_once(post):
    for number in range(1, 6):
        send(post.mailer, number)
    assert post.received() == [(f"<{n}@example.am>", content(n)) for n in range(1, 6)]


@pytest.mark.parametrize("post", ["smtp", "fake"], indirect=True)
def test_a_refused_recipient_is_said_so_and_others_go_on(post):
    post.refuse("lost@example.am", "550 no such person")
    send(post.mailer, 1)
    with pytest.raises(MailRefused, match="no such person"):
        send(post.mailer, 2, "lost@example.am")
    send(post.mailer, 3)
    assert [message_id for message_id, _ in post.received()] == ["<1@example.am>", "<3@example.am>"]


def test_a_mailer_that_is_down_from_the_start_says_so(post):
    post.break_down()
    with pytest.raises(MailerDown):
        send(post.mailer)


def test_a_mailer_that_breaks_down_between_two_mails_says_so(post):
    send(post.mailer, 1)
    before = post.received()
    post.break_down()
    with pytest.raises(MailerDown):
        send(post.mailer, 2)
    assert len(before) == 1


def test_closing_is_no_error_before_the_first_mail_nor_twice_and_sending_goes_on_after(post):
    post.mailer.close()
    send(post.mailer, 1)
    post.mailer.close()
    post.mailer.close()
    send(post.mailer, 2)
    assert len(post.received()) == 2


def test_the_same_message_twice_is_one_file_named_by_its_message_id(tmp_path):
    for _ in range(2):
        send(FolderMailer(tmp_path / "mail"))
    assert [path.name for path in (tmp_path / "mail").iterdir()] == ["1@example.am.eml"]


def test_a_half_written_file_never_looks_like_a_mail(tmp_path):
    """The writer is killed in the midst of mails of 20 MB each."""
    seen = 0
    for rounds in range(4):
        folder = tmp_path / str(rounds)
        process = subprocess.Popen([sys.executable, "-c", WRITE_BIG_MAILS, str(folder)])
        limit = time.monotonic() + 30
        while len(list(folder.glob("*"))) < 2 and time.monotonic() < limit:
            time.sleep(0.001)
        process.kill()
        process.wait()
        sizes = {path.stat().st_size for path in folder.glob("*.eml")}
        seen += len(list(folder.glob("*.part")))
        assert sizes <= {20_000_000}
    assert seen, "no writer was killed while it wrote, so nothing was tried"


WRITE_BIG_MAILS = """
import sys
from pathlib import Path
from alerts.mailer import FolderMailer
for number in range(1000):
    FolderMailer(Path(sys.argv[1])).send(f"<{number}@x>", "a@x", "b@x", b"x" * 20_000_000)
"""


def test_one_connection_serves_many_mails(server, smtp):
    for number in range(5):
        send(smtp, number)
    assert len(server.sessions) == 1


@pytest.mark.parametrize(
    ("at", "answer", "meaning"),
    [
        ("at_recipient", "450 come back later", MailRefused),
        ("at_recipient", "550 no such person", MailRefused),
        ("at_recipient", "421 too many mails, closing", MailerDown),
        ("at_data", "554 this looks like spam", MailRefused),
        ("at_data", "421 closing", MailerDown),
        ("at_mail", "550 you may not write from here", MailerDown),
        ("at_mail", "552 message too large", MailRefused),
        ("at_mail", "421 closing", MailerDown),
    ],
)
def test_an_answer_about_one_mail_is_told_from_one_about_all(server, smtp, at, answer, meaning):
    getattr(server, at)[SENDER if at == "at_mail" else "lost@example.am"] = answer
    with pytest.raises(meaning, match=answer[4:].split(",")[0]):
        send(smtp, 1, "lost@example.am")
    getattr(server, at).clear()
    send(smtp, 2)
    assert len(server.envelopes) == 1


@pytest.mark.parametrize(
    "recipient", ["արամ@example.am", "aram@example.am\r\nRCPT TO:<all@example.am>", "aram@example.am\n"]
)
def test_an_address_that_smtp_cannot_say_is_refused_and_says_nothing_else(server, smtp, recipient):
    with pytest.raises(MailRefused):
        send(smtp, 1, recipient)
    send(smtp, 2)
    assert [envelope.rcpt_tos for envelope in server.envelopes] == [["aram@example.am"]]


def test_a_password_is_never_told_in_the_clear(server):
    mailer = open_mailer(server.url.replace("//", "//me:topsecret@"))
    with pytest.raises(MailerDown, match="no TLS") as raised:
        send(mailer)
    assert "topsecret" not in str(raised.value)
    assert server.envelopes == []


@pytest.mark.parametrize(
    "url",
    [
        "",
        "folder:",
        "smtp://",
        "smtp://:25",
        "smtp://host:port",
        "smtp://host:99999",
        "pigeon:home",
        "/var/mail",
    ],
)
def test_an_address_that_is_no_mailer_is_a_fault_of_the_installation(url):
    with pytest.raises(SetupError):
        open_mailer(url)


def test_a_folder_may_be_given_from_here_or_from_the_root(tmp_path):
    assert open_mailer(f"folder:{tmp_path}/mail").folder == tmp_path / "mail"
    assert open_mailer("folder:var/mail").folder == Path("var/mail")
