"""The case of an Armenian noun, read from its ending."""

from enum import StrEnum

from legislation.text import Token


class Case(StrEnum):
    """The accusative looks like the nominative or the dative."""

    NOMINATIVE = "nominative"
    GENITIVE = "genitive"
    DATIVE = "dative"
    ABLATIVE = "ablative"
    INSTRUMENTAL = "instrumental"
    LOCATIVE = "locative"


_ENDINGS = (
    (Case.NOMINATIVE, ("ները", "ներն", "ներ", "երը", "երն", "եր", "ությունը", "ությունն", "ություն")),
    (Case.ABLATIVE, ("ից", "ուց")),
    (Case.INSTRUMENTAL, ("ով", "մբ")),
    (Case.LOCATIVE, ("ում",)),
    (Case.DATIVE, ("ին", "անը", "անն", "ուն")),
    (Case.GENITIVE, ("ի", "ու", "ան", "ոջ")),
)


def case_of(word: Token) -> Case:
    """The case of a noun whose key is its dictionary form; nominative if no ending says otherwise."""
    if word.exact in (word.key, word.key + "ը", word.key + "ն"):
        return Case.NOMINATIVE
    for case, endings in _ENDINGS:
        if word.exact.endswith(endings):
            return case
    return Case.NOMINATIVE


ENDINGS_ALONE = frozenset(
    "ի ը ն ին ից ով ում եր երը երի երին երից երով երում ներ ները ների ներին ներից ներով ներում".split()
)
"""What follows the hyphen of an abbreviation: ՏԻՄ-երի."""
