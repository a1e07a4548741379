"""The page of a draft and the API tell what it changes in which act, and where it orders that."""

from dataclasses import asdict

from factories import make_draft

from config import lexicon
from legislation.amendments import changes
from legislation.model import Change
from legislation.structure import pieces
from legislation.text import tokens
from nlp.acts import Acts
from nlp.references import every_reference

TEXT = """ՕՐԵՆՔԸ
«ԳՈՎԱԶԴԻ ՄԱՍԻՆ» ՕՐԵՆՔՈՒՄ ՓՈՓՈԽՈՒԹՅՈՒՆՆԵՐ ԿԱՏԱՐԵԼՈՒ ՄԱՍԻՆ
Հոդված 1. «Գովազդի մասին» օրենքի (այսուհետ՝ Օրենք) 12-րդ հոդվածի 3-րդ մասում «համայնք» բառը
փոխարինել «բնակավայր» բառով:
Հոդված 2. Օրենքի 14-րդ հոդվածում՝
1) 1-ին մասը «վճար» բառից հետո լրացնել «և տուրք» բառերով.
2) 6-րդ մասն ուժը կորցրած ճանաչել:"""


def changing(web):
    references = list(every_reference(TEXT, tokens(TEXT, "hy"), Acts(lexicon.load().laws), "hy"))
    found = changes(TEXT, pieces(TEXT), references, "hy")
    with web.writing() as session:
        version = make_draft(session, "edraft:7", texts={"about": TEXT}).versions[0]
        session.add_all(Change(version_id=version.id, **asdict(change)) for change in found)
        return version.id


def test_the_page_lists_what_changes_where_and_leads_to_the_passage(web):
    version = changing(web)
    reader = web.anyone()
    page = reader.open("/drafts/edraft:7")
    assert "What it changes" in reader.text
    assert "Article 12, part 3" in reader.text
    assert "words replaced" in reader.text
    assert "repealed" in reader.text
    passage = f"v{version}-art-2.1"
    assert passage in {link["href"].removeprefix("#") for link in page.select("#changes a")}
    assert page.find(id=passage) is not None


def test_the_api_tells_the_same_in_fields(web):
    version = changing(web)
    answer = web.app.test_client().get("/api/v1/drafts/edraft:7").get_json()
    fields = ("operation", "article", "part", "old", "new")
    assert [tuple(one[field] for field in fields) for one in answer["changes"]] == [
        ("replace_words", "12", "3", "համայնք", "բնակավայր"),
        ("insert_after", "14", "1", "վճար", "և տուրք"),
        ("repeal", "14", "6", None, None),
    ]
    assert answer["changes"][0]["version"] == version
