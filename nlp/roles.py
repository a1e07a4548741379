"""The parts that a community can have in a sentence, and how much each says."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a community is in a sentence: duties and rights, and mentions, whose strength is 0."""

    DOER = "doer"
    BY = "by"
    ACT = "act"
    INSTRUCTED = "instructed"
    AFFECTED = "affected"
    EXCEPTED = "excepted"
    ADDRESSEE = "addressee"
    RECEIVER = "receiver"
    PAYER = "payer"
    PROVIDER = "provider"
    PARTNER = "partner"
    POWER = "power"
    STAFF = "staff"
    OWNER = "owner"
    TAX = "tax"
    TAX_BASE = "tax_base"
    DIVISION = "division"
    NAMED = "named"
    PLACE = "place"
    RECIPIENT = "recipient"
    PARTICIPANT = "participant"
    OTHERS = "others"
    DESCRIBED = "described"
    SOURCE = "source"
    CITED = "cited"
    HOMONYM = "homonym"

    @property
    def strength(self) -> float:
        """How surely a community's staff would have to act or decide differently, 0 to 1."""
        return _STRENGTH.get(self, 0.0)


_STRENGTH = {
    Role.DOER: 0.9,
    Role.BY: 0.9,
    Role.INSTRUCTED: 1.0,
    Role.RECEIVER: 0.9,
    Role.TAX: 0.9,
    Role.POWER: 0.8,
    Role.OWNER: 0.8,
    Role.ACT: 0.8,
    Role.DIVISION: 0.8,
    Role.PROVIDER: 0.8,
    Role.AFFECTED: 0.7,
    Role.EXCEPTED: 0.7,
    Role.PARTNER: 0.7,
    Role.PAYER: 0.6,
    Role.TAX_BASE: 0.5,
    Role.ADDRESSEE: 0.5,
    Role.STAFF: 0.6,
}


@dataclass(frozen=True)
class Duty:
    """A role that a community has, with the span of the words that give it.

    ``joint``: it is named together with state bodies, where a rule is often a mere principle.
    """

    role: Role
    start: int
    end: int
    joint: bool = False

    @property
    def strength(self) -> float:
        return self.role.strength * (0.8 if self.joint else 1)
