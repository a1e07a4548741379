"""An officer brings a draft by hand: two steps without scripts, then it is a draft like any other."""

from io import BytesIO
from pathlib import Path

import pytest
from factories import BILL, NOW, make_draft
from importing import Net, read_all
from posting import Office
from sqlalchemy import select
from web import Web

from legislation.archive import read_record
from legislation.model import Audit, Import
from legislation.storage import audit, drafts
from legislation.vocabulary import Deadline, RoleName, Stage

ONLY_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
PAGE = "https://www.coe.int/recommendation"
TITLE = "«Տեղական ինքնակառավարման մասին» օրենքում փոփոխություններ և լրացումներ կատարելու մասին"


@pytest.fixture
def data(web: Web, tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def desk(web: Web):
    return web.signed_in(web.somebody(RoleName.OFFICER))


def upload(desk, content: bytes = BILL.encode(), name: str = "նախագիծ.txt", **more) -> None:
    desk.open("/imports")
    desk.press("Read it", file=(BytesIO(content), name), **more)


def test_a_file_becomes_a_draft_that_is_found_and_mailed_like_any_other(web: Web, data: Path, desk):
    office = Office(web.database)
    office.reader()
    upload(desk)
    assert "It is being read" in desk.text
    assert desk.page.select_one("meta[http-equiv=refresh]")
    read_all(web.database, data)
    desk.open(desk.address)
    assert desk.page.select_one("textarea[name=title]").get_text().strip() == TITLE
    assert desk.page.select_one("option[value=hy][selected]")
    assert "լրացնել հետևյալ բովանդակությամբ" in desk.text
    assert not desk.page.select("meta[http-equiv=refresh]")
    desk.press(
        "Save the draft",
        source="Կառավարություն",
        stage="discussion",
        deadline="2026-03-12",
        deadline_is="assumed",
    )
    assert desk.address == "/drafts/import:1"
    with web.writing() as session:
        draft = drafts.named(session, "import:1")
        assert (draft.source, draft.stage, draft.language) == ("Կառավարություն", Stage.DISCUSSION, "hy")
        assert (draft.closes.isoformat(), draft.deadline) == ("2026-03-12T19:59:59+00:00", Deadline.ASSUMED)
        (version,) = draft.versions
        assert version.text.startswith("ՀԱՅԱՍՏԱՆԻ ՀԱՆՐԱՊԵՏՈՒԹՅԱՆ\nՕՐԵՆՔԸ")
        kept = read_record(data / "archive", version.record)
        assert (kept.content, kept.sha256, kept.origin) == (BILL.encode(), version.sha256, "recorded")
        assert [act.verb for act in audit.of(session, draft)] == ["imported"]
        assert audit.of(session, draft)[0].person_id == session.scalars(select(Import)).one().person_id
        version.tagged_at = NOW
    reader = web.anyone()
    reader.open("/?q=տեղական+վճար")
    assert [hit.get_text(strip=True) for hit in reader.page.select(".hit h2")] == [TITLE]
    assert office.notify() == 1
    assert office.deliver().sent == 1
    assert TITLE in office.received()[0].get_body(("plain",)).get_content().replace("\n", " ")


@ONLY_SQLITE
def test_the_same_file_is_the_same_draft_and_saving_it_again_corrects_it(web: Web, data: Path, desk):
    for source, title in (("Կառավարություն", "Առաջին վերնագիր"), ("Կառավարություն", "Ճշտված վերնագիր")):
        upload(desk, name=f"{title}.txt")
        read_all(web.database, data)
        desk.open(desk.address)
        desk.press("Save the draft", source=source, title=title)
    upload(desk)
    read_all(web.database, data)
    desk.open(desk.address)
    assert "This was imported before" in desk.text
    assert desk.page.select_one("input[name=source]")["value"] == "Կառավարություն"
    with web.database.read() as session:
        assert drafts.count(session) == 1
        assert drafts.named(session, "import:1").titles == {"hy": "Ճշտված վերնագիր"}


@ONLY_SQLITE
def test_an_address_that_gives_nothing_is_said_so_and_can_be_tried_again(web: Web, data: Path, desk):
    net = Net()
    net.pages[PAGE] = 403
    desk.open("/imports")
    desk.press("Read it", url=PAGE)
    read_all(web.database, data, net)
    desk.open(desk.address)
    assert "the site did not give the page" in desk.text
    net.pages[PAGE] = (
        "<html><title>x</title><p>Recommendation 351 (2014) on local democracy in Armenia</p></html>"
    )
    desk.press("Try again")
    read_all(web.database, data, net)
    desk.open(desk.address)
    desk.press("Save the draft", source="council of europe")
    with web.database.read() as session:
        draft = drafts.named(session, "import:1")
        assert (draft.url, draft.origin, draft.language) == (PAGE, "live", "en")
        assert draft.titles == {"en": "Recommendation 351 (2014) on local democracy in Armenia"}


@ONLY_SQLITE
def test_a_refused_form_loses_neither_the_file_nor_what_was_typed(web: Web, data: Path, desk):
    upload(desk)
    read_all(web.database, data)
    desk.open(desk.address)
    desk.press("Save the draft", status=400, title="Իմ վերնագիրը", deadline="2026-03-12", body="Մարմին")
    assert "Please say whose document it is" in desk.text
    assert desk.page.select_one("textarea[name=title]").get_text().strip() == "Իմ վերնագիրը"
    desk.press("Save the draft", status=400, source="Կառավարություն")
    assert "published or is assumed" in desk.text
    desk.press("Save the draft", deadline_is="published")
    with web.database.read() as session:
        draft = drafts.named(session, "import:1")
        assert (draft.body, draft.deadline) == ("Մարմին", Deadline.PUBLISHED)


@ONLY_SQLITE
def test_a_file_that_cannot_be_read_is_kept_and_marked(web: Web, data: Path, desk):
    upload(desk, b"%PDF-1.7 broken", name="../../etc/\u202efdp.pdf")
    assert desk.page.h1.get_text() == "fdp.pdf"
    read_all(web.database, data)
    desk.open(desk.address)
    assert "the file is broken" in desk.text
    assert "The file is kept, and marked." in desk.text
    desk.press("Save the draft", source="x")
    with web.database.read() as session:
        (file,) = drafts.named(session, "import:1").attachments
        assert (file.state, file.problem) == ("unreadable", "the PDF is broken")
        assert read_record(data / "archive", file.record).content == b"%PDF-1.7 broken"


@ONLY_SQLITE
def test_officers_alone_bring_drafts(web: Web, data: Path, desk):
    upload(desk)
    member = web.signed_in(web.somebody(RoleName.COMMENTER, RoleName.BOARD))
    token = desk.page.select_one("input[name=csrf_token]")["value"]
    assert "Add a draft" not in member.page.get_text()
    for reader, status in ((member, 403), (web.anyone(), 401)):
        reader.open("/imports", status=status)
        reader.open("/imports/1", status=status)
        page = reader.open("/")
        mine = page.select_one("input[name=csrf_token]")
        sent = {"csrf_token": mine["value"] if mine else token}
        refused = status if mine else 400
        reader.send("/imports", refused, url=PAGE, **sent)
        reader.send("/imports/1", refused, title="x", source="y", **sent)
        reader.send("/imports/1/again", refused, **sent)
    with web.database.read() as session:
        assert len(session.scalars(select(Import)).all()) == 1
        assert [a.verb for a in session.scalars(select(Audit)) if "import" in a.verb] == ["gave_import"]


@ONLY_SQLITE
def test_nothing_and_too_much_are_refused_with_words(web: Web, desk):
    desk.open("/imports")
    desk.press("Read it", status=400)
    assert "Please give an address or a file." in desk.text
    desk.press("Read it", status=400, url="ftp://example.am/x")
    assert "This is no address of a page" in desk.text
    desk.press("Read it", status=400, file=(BytesIO(b""), "x.txt"))
    assert "The file is empty." in desk.text


def posted(reader, token: str, size: int) -> tuple[int, str]:
    """What comes of a file of so many bytes."""
    head = f'--x\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n{token}\r\n'
    head += '--x\r\nContent-Disposition: form-data; name="file"; filename="x.txt"\r\n\r\n'
    body = head.encode() + b"x" * size + b"\r\n--x--\r\n"
    kind = "multipart/form-data; boundary=x"
    with reader._client.post(
        "/imports", input_stream=BytesIO(body), content_length=len(body), content_type=kind
    ) as answer:
        return answer.status_code, answer.get_data(as_text=True)


@ONLY_SQLITE
def test_officers_may_send_files_and_nobody_else_so_many_bytes(web: Web, data: Path, desk):
    token = desk.open("/imports").select_one("input[name=csrf_token]")["value"]
    assert posted(desk, token, 2_000_000)[0] == 303
    status, told = posted(desk, token, 25_000_001)
    assert (status, "larger than 25 MB" in told) == (400, True)
    assert posted(desk, token, 31_000_000)[0] == 413
    member = web.signed_in(web.somebody(RoleName.COMMENTER))
    token = member.page.select_one("input[name=csrf_token]")["value"]
    assert posted(member, token, 2_000_000)[0] == 413
    assert posted(member, token, 1_000)[0] == 403
    assert [path.stat().st_size for path in (data / "imports").iterdir()] == [2_000_000]


@ONLY_SQLITE
def test_a_draft_that_a_source_has_at_the_address_is_named(web: Web, data: Path, desk):
    with web.writing() as session:
        crawled = make_draft(session, "edraft:9200")
    net = Net()
    net.pages[crawled.url] = "<p>Մի ուրիշ տեքստ այս հասցեում</p>"
    desk.open("/imports")
    desk.press("Read it", url=crawled.url)
    read_all(web.database, data, net)
    desk.open(desk.address)
    assert "A source has published a draft at this address already" in desk.text
    assert crawled.title() in desk.text
