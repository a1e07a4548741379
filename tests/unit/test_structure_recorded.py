"""The outlines of recorded texts."""

import json
from pathlib import Path

import pytest

from legislation.structure import pieces

RECORDED = Path(__file__).parents[2] / "crawler" / "sources"


def recorded(source, name):
    draft, *_ = json.loads((RECORDED / source / "recorded" / "expected" / f"{name}.json").read_text("utf-8"))
    return draft["text"]


def paths(text):
    return [piece.path for piece in pieces(text)]


@pytest.mark.parametrize(
    ("source", "name", "articles", "chapters"),
    [
        ("arlis", "138920", [str(n) for n in range(1, 27)], list("1234567")),
        ("arlis", "199679", [str(n) for n in range(1, 16)], []),
        ("eu_cellar", "52025PC0006", ["1", "2", "3"], []),
        ("eu_cellar", "52025PC0001", ["1", "2"], []),
    ],
)
def test_recorded_texts_have_their_articles_and_no_others(source, name, articles, chapters):
    found = pieces(recorded(source, name))
    assert [piece.number for piece in found if piece.kind == "article"] == articles
    assert [piece.number for piece in found if piece.kind == "chapter"] == chapters


def test_a_recorded_amending_law_has_the_points_that_it_orders_and_none_that_it_quotes():
    found = [piece.path for piece in pieces(recorded("arlis", "199679"))]
    assert [path for path in found if path.startswith(("art-5", "art-7", "art-10"))] == [
        "art-5",
        "art-7",
        "art-7/1",
        "art-7/2",
        "art-7/3",
        "art-10",
    ]


def test_the_pages_of_the_assembly_and_of_e_draft_have_their_pieces():
    assert [path for path in paths(recorded("parliament_am", "draft_4305_1")) if "/" not in path] == [
        "art-1",
        "art-2",
        "art-3",
    ]
    assert paths(recorded("edraft", "7191_about_en"))[:3] == ["point-1", "point-2", "annex"]
