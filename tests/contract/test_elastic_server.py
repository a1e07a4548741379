"""How Elasticsearch is asked: as whom, for how long, and what its many ways of saying no come to."""

import pytest
from drafts_to_search import draft, query
from fake_elasticsearch import EMPTY, Asked, answering

from config.engines import Access
from legislation.errors import Invalid
from search_api.engine import EngineDown, NeedsRebuild, elastic_bulk, open_engine
from search_api.engine.elastic_index import LAYOUT, VERSION
from search_api.engine.elastic_server import Servers, place

QUICK = Access(patience=0.3)
SEARCHED = {
    "test-1": {"aliases": {f"orakarg-{LAYOUT}": {}, "orakarg.taking": {}}, "mappings": {"_meta": VERSION}}
}


def error(kind: str, reason: str = "", status: int = 400):
    return status, {"error": {"type": kind, "reason": reason}, "status": status}


def bulk(asked: Asked, refused: dict[str, tuple[int, str]]):
    """The answer to a bulk of ``index`` actions; ``refused`` maps an id to a status and a kind of error."""
    items = []
    for line in asked.lines[::2]:
        key = line["index"]["_id"]
        status, kind = refused.get(key, (201, ""))
        told = {"_id": key, "status": status} | ({"error": {"type": kind, "reason": "why"}} if kind else {})
        items.append({"index": told})
    return 200, {"errors": bool(refused), "items": items}


class Busy:
    """Refuses some documents of each bulk, for a while."""

    def __init__(self, *refusals: dict[str, tuple[int, str]]) -> None:
        self.refusals = list(refusals)
        self.sent: list[list[str]] = []

    def __call__(self, asked: Asked):
        if asked.path.startswith("/_bulk"):
            self.sent.append([line["index"]["_id"] for line in asked.lines[::2]])
            return bulk(asked, self.refusals.pop(0) if self.refusals else {})
        return 200, SEARCHED if asked.method == "GET" else {}


def test_an_account_in_the_address_is_told_to_the_server():
    with answering(lambda asked: (200, EMPTY)) as fake:
        open_engine(fake.url.replace("http://", "http://orakarg:p%40ss@")).count(query("ջուր"))
    assert fake.asked[0].headers["authorization"] == "Basic b3Jha2FyZzpwQHNz"
    assert fake.asked[0].path.startswith(f"/orakarg-{LAYOUT}/_search?")


def test_a_key_is_told_instead_of_an_account():
    with answering(lambda asked: (200, EMPTY)) as fake:
        open_engine(f"{fake.url}/drafts", Access(api_key="a2V5")).count(query("ջուր"))
    assert fake.asked[0].headers["authorization"] == "ApiKey a2V5"
    assert fake.asked[0].path.startswith(f"/drafts-{LAYOUT}/_search?")


def test_only_a_server_with_a_certificate_that_we_trust_is_asked(tmp_path):
    with answering(lambda asked: (200, EMPTY), tls=tmp_path) as fake:
        with pytest.raises(EngineDown, match="cannot be reached"):
            open_engine(fake.url).count(query("ջուր"))
        assert fake.asked == []
        assert open_engine(fake.url, Access(ca=tmp_path / "certificate.pem")).count(query("ջուր")) == 0


@pytest.mark.parametrize("how", ["silence", "drip"])
def test_a_server_that_stalls_is_given_up(how):
    with answering(lambda asked: how) as fake:  # it stalls longer than this test lasts
        engine = open_engine(fake.url, QUICK)
        for attempt in (engine.search, engine.count):
            with pytest.raises(EngineDown, match="does not answer"):
                attempt(query("ջուր"))
        assert len(fake.asked) == 1  # the second was refused without asking
        assert engine.health()["state"] == "down"


def test_a_search_is_given_up_within_two_seconds():
    assert Access().patience + 0.1 < 2


def test_a_server_that_was_silent_is_asked_again_after_a_rest():
    answers = ["silence", (200, {"count": 7})]
    with answering(lambda asked: answers.pop(0)) as fake:
        servers = Servers(place(fake.url), QUICK, rest=0.0)
        with pytest.raises(EngineDown):
            servers.ask(lambda client: client.count())
        assert servers.ask(lambda client: client.count())["count"] == 7


def test_a_server_that_is_not_there_is_said_to_be_so():
    with answering(lambda asked: (200, EMPTY)) as fake:
        pass
    with pytest.raises(EngineDown, match="cannot be reached"):
        open_engine(fake.url).search(query("ջուր"))


def test_the_other_server_is_asked_when_one_is_gone():
    with answering(lambda asked: (200, EMPTY)) as gone:
        pass
    with answering(lambda asked: (200, EMPTY)) as fake:
        both = f"{gone.url},{fake.url.removeprefix('http://')}"
        assert [open_engine(both).count(query("ջուր")) for _ in range(3)] == [0, 0, 0]


def test_the_other_server_is_asked_when_one_is_silent():
    with answering(lambda asked: "silence") as stalling, answering(lambda asked: (200, EMPTY)) as fake:
        both = f"{stalling.url},{fake.url.removeprefix('http://')}"
        engine = open_engine(both, QUICK)
        assert [engine.count(query("ջուր")) for _ in range(3)] == [0, 0, 0]


@pytest.mark.parametrize(
    ("answer", "kind", "words"),
    [
        (error("index_not_found_exception", status=404), NeedsRebuild, "no search index"),
        (error("search_phase_execution_exception", "too_many_clauses: 9000"), Invalid, "too wide"),
        (error("security_exception", status=401), EngineDown, "does not let us in"),
        (error("search_phase_execution_exception", "Partial shards", 503), EngineDown, "missing"),
        (error("parsing_exception", "[bool] failed to parse"), EngineDown, "cannot be used"),
        ("nonsense", EngineDown, "cannot be"),
    ],
)
def test_what_a_server_says_comes_in_the_words_of_the_port(answer, kind, words):
    with answering(lambda asked: answer) as fake, pytest.raises(kind, match=words):
        open_engine(fake.url).search(query("ջուր"))


def test_what_a_busy_server_refuses_is_sent_again_and_nothing_else():
    busy = Busy(
        {
            "edraft:2": (429, "es_rejected_execution_exception"),
            "edraft:3": (503, "unavailable_shards_exception"),
        },
        {"edraft:3": (429, "circuit_breaking_exception")},
    )
    with answering(busy) as fake:
        open_engine(fake.url).put([draft(f"edraft:{number}", "Ջրի մասին") for number in (1, 2, 3)])
    assert busy.sent == [["edraft:1", "edraft:2", "edraft:3"], ["edraft:2", "edraft:3"], ["edraft:3"]]
    assert fake.asked[-1].path.startswith("/test-1/_refresh")


def test_a_whole_request_that_is_refused_is_sent_again():
    answers = [error("es_rejected_execution_exception", status=429), error("x", "too busy", 503)]
    busy = Busy()

    def refusing(asked: Asked):
        return answers.pop(0) if answers and asked.path.startswith("/_bulk") else busy(asked)

    with answering(refusing) as fake:
        open_engine(fake.url).put([draft("edraft:1", "Ջրի մասին")])
    assert (busy.sent, answers) == ([["edraft:1"]], [])


def test_a_server_that_stays_busy_is_said_to_be_so():
    busy = Busy(*[{"edraft:1": (429, "es_rejected_execution_exception")}] * 3)
    step = elastic_bulk.index("test-1.door", {"id": "edraft:1"})
    with answering(busy) as fake, pytest.raises(EngineDown, match="too busy"):
        elastic_bulk.send(Servers(place(fake.url), QUICK), [step], pauses=(0.0, 0.0))
    assert busy.sent == [["edraft:1"]] * 3


def test_a_document_that_will_never_be_taken_is_named_after_the_others_were_sent():
    busy = Busy({"edraft:2": (400, "document_parsing_exception")})
    with answering(busy) as fake, pytest.raises(ValueError, match="edraft:2: why"):
        open_engine(fake.url).put([draft(f"edraft:{number}", "Ջրի մասին") for number in (1, 2, 3)])
    assert busy.sent == [["edraft:1", "edraft:2", "edraft:3"]]


def test_a_full_disk_is_said_to_be_so_and_not_tried_again():
    full = error("cluster_block_exception", "disk usage exceeded flood-stage watermark", 429)
    busy = Busy({"edraft:1": (429, "cluster_block_exception")})
    for answer in (busy, lambda asked: full if "_bulk" in asked.path else (200, SEARCHED)):
        with answering(answer) as fake, pytest.raises(EngineDown):
            open_engine(fake.url).put([draft("edraft:1", "Ջրի մասին")])
        assert sum("_bulk" in asked.path for asked in fake.asked) == 1


def test_many_documents_are_sent_in_lots():
    busy = Busy()
    with answering(busy) as fake:
        open_engine(fake.url).put(
            draft(f"edraft:{number}", "Ջրի մասին") for number in range(elastic_bulk.MOST + 1)
        )
    assert [len(lot) for lot in busy.sent] == [elastic_bulk.MOST, 1]
    assert sum("_refresh" in asked.path for asked in fake.asked) == 1
