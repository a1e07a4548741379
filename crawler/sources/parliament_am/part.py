"""What a document code tells of its bill, as fields of a part."""

from typing import Any

from crawler.sources.parliament_am.addresses import SOURCE
from crawler.sources.parliament_am.codes import COMMITTEES, INITIATORS, BillCode
from legislation.text import tokens

CODE_LABEL = "Փաստաթղթային կոդ"


def facts(code: BillCode) -> dict[str, Any]:
    """Key, body, registration, identifiers, labels and problems that follow from a code alone."""
    problems = []
    if code.is_uncertain:
        problems.append(
            f"the number {code.number} is uncertain: it may end in the index of a package (no <sup> was seen)"
        )
    if code.registered is None:
        problems.append(f"not a date: registered “{code.dates[0]}”")
    return {
        "key": f"{SOURCE}:{code.name}",
        "body": INITIATORS.get(code.initiator),
        "published": code.registered,
        "identifiers": {"bill_code": code.matter, "document_code": code.whole},
        "labels": (
            (CODE_LABEL, code.whole),
            ("Գրանցվել է", ", ".join(code.dates)),
            *(("Հանձնաժողով", _committee(letters)) for letters in code.committees),
        ),
        "problems": tuple(problems),
    }


def folded(title: str) -> str:
    """A title as titles of other sources are compared with it: no marks, one spelling of each word."""
    return " ".join(token.exact for token in tokens(title, "hy") if token.start < token.end)


def _committee(letters: str) -> str:
    name = COMMITTEES.get(letters)
    return f"{letters} ({name})" if name else letters
