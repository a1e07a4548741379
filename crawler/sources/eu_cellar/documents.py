"""What a document of the EU is, by its CELEX number, its resource type or its title."""

import re

from legislation.vocabulary import Kind, Stage

DESCRIPTORS = {
    "PC": Kind.PROPOSAL,
    "DC": Kind.COMMUNICATION,
    "SC": Kind.STAFF_DOCUMENT,
    "AR": Kind.OPINION,
    "AE": Kind.OPINION,
    "AB": Kind.OPINION,
    "IR": Kind.OPINION,
    "IE": Kind.OPINION,
    "R": Kind.REGULATION,
    "L": Kind.DIRECTIVE,
    "D": Kind.DECISION,
    "A": Kind.TREATY,
}
"""The letters of a CELEX number."""

_TYPES = (
    (r"PROP_|AMEND_PROP|JOINT_PROP|_DRAFT$", Kind.PROPOSAL),
    (r"COMMUNIC", Kind.COMMUNICATION),
    (r"SWD|STAFF_", Kind.STAFF_DOCUMENT),
    (r"^OPIN", Kind.OPINION),
    (r"^REG(_|$)", Kind.REGULATION),
    (r"^DIR(_|$)", Kind.DIRECTIVE),
    (r"^DEC(_|$)", Kind.DECISION),
    (r"^AGREE", Kind.TREATY),
)
_PROPOSAL = re.compile(
    r"(amended |joint |modified )*(proposal for|recommendation for an? council|draft\b)"
    r"|proposition (conjointe |modifiée )*de|recommandation de décision|projet de",
    re.IGNORECASE,
)
_ANNEX = re.compile(r"^annexe?(?:s|es)?\b[\s\divx,]*(?:(?:to|and|of|the|de|du|à|la|au)\s+)*", re.IGNORECASE)
PUBLISHED_STAGES = {
    Kind.PROPOSAL: "proposal",
    Kind.COMMUNICATION: "communication",
    Kind.OPINION: "opinion",
}
"""The source publishes no stage: the type of the document stands for it."""

_ADOPTED = frozenset((Kind.REGULATION, Kind.DIRECTIVE, Kind.DECISION))
_REFERENCE = re.compile(r"\b(COM|JOIN|SWD|SEC)\s*\((\d{4})\)\s*(\d{1,4})\b")


def kind_of(resource_type: str | None, celex: str | None) -> Kind | None:
    """What sort of document it is; the resource type (PROP_DIR …) is asked first."""
    found = next((kind for sign, kind in _TYPES if re.search(sign, resource_type or "")), None)
    return found or DESCRIPTORS.get(re.sub(r"^.\d{4}|\d{4}(\(\d+\))?$", "", celex or ""))


def kind_of_title(title: str) -> Kind | None:
    """An opinion by its title, where no number tells it."""
    return Kind.OPINION if re.match(r"opinion of the|avis du comité", title, re.IGNORECASE) else None


def stage_of(kind: Kind | None) -> Stage | None:
    """Ours: a proposal is proposed, an act adopted; communications and opinions are on no way to law."""
    if kind is Kind.PROPOSAL:
        return Stage.PROPOSED
    return Stage.ADOPTED if kind in _ADOPTED else None


def is_proposal(title: str) -> bool:
    """Whether a title is that of a proposal, or of an annex to one."""
    return bool(_PROPOSAL.match(_ANNEX.sub("", title, count=1)))


def is_annex(title: str) -> bool:
    return bool(_ANNEX.match(title))


def celex_of_reference(reference: str, title: str) -> str | None:
    """The CELEX number of ``COM(2025) 11 final``: the title decides between proposal and communication."""
    found = _REFERENCE.search(reference)
    if not found:
        return None
    series, year, number = found.groups()
    letters = {"JOIN": "JC", "SWD": "SC", "SEC": "SC"}.get(series) or ("PC" if is_proposal(title) else "DC")
    return f"5{year}{letters}{int(number):04d}"


def procedure(text: str) -> str | None:
    """An interinstitutional number in its one spelling, ``2025/0002(NLE)``; None for anything else."""
    found = re.search(r"\b(\d{4})/(\d{4}[A-Z]?)\s*[(/]?\s*([A-Z]{3})\b", text)
    return "{}/{}({})".format(*found.groups()) if found else None
