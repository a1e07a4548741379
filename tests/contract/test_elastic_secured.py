"""A real server that asks for an account and speaks TLS lets in whom the settings name, with few rights."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from drafts_to_search import SHELF, draft, query
from elasticsearch_node import Missing, Node, running_nodes
from elasticsearch_secure import Secure
from loopback import _tls

from config.engines import Access
from search_api.engine import EngineDown, open_engine

RIGHTS = {"cluster": ["monitor"], "indices": [{"names": ["orakarg*"], "privileges": ["all"]}]}
"""Those that docs/operations.md asks for."""


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tls")
    _tls(folder, ("localhost",))
    return folder / "certificate.pem"


@pytest.fixture(scope="module")
def node(certificate: Path) -> Iterator[Node]:
    secure = Secure(certificate.parent, "orakarg", "a secret: 7/8@9", {"ours": RIGHTS})
    try:
        with running_nodes(secure=secure) as (node,):
            yield node
    except Missing as what:
        pytest.skip(str(what))


def test_an_account_with_the_rights_on_our_indices_can_do_everything(node: Node, certificate: Path):
    url = node.url.replace("https://", "https://orakarg:a%20secret%3A%207%2F8%409@")
    engine = open_engine(url, Access(ca=certificate, replicas=1))
    assert engine.health()["state"] == "missing"
    engine.rebuild(SHELF)
    engine.put([draft("edraft:1", "Ջրի մասին")])
    engine.delete(["edraft:1"])
    engine.rebuild(SHELF)
    assert engine.health() == {"state": "ok", "documents": len(SHELF)}
    assert engine.count(query("")) == 6
    elsewhere = open_engine(f"{url}/other", Access(ca=certificate))
    with pytest.raises(EngineDown, match="does not let us in"):
        elsewhere.rebuild(SHELF)
    with pytest.raises(EngineDown, match="cannot be reached"):
        open_engine(url).count(query(""))


@pytest.mark.parametrize("account", ["", "orakarg:wrong@"])
def test_nobody_else_is_let_in(node: Node, certificate: Path, account: str):
    engine = open_engine(node.url.replace("https://", f"https://{account}"), Access(ca=certificate))
    with pytest.raises(EngineDown, match="does not let us in"):
        engine.count(query(""))
    assert engine.health()["state"] == "down"
