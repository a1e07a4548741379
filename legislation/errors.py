"""Errors that a person or a program can act on; each carries words for its reader."""


class OrakargError(Exception):
    """Base of all errors that we raise ourselves; ``str()`` is fit to be shown."""


class UnexpectedPage(OrakargError):
    """A page that is not what its address promises: login, captcha, empty list, wrong type."""


class NotFound(OrakargError):
    """What was asked for does not exist, or is not for this person."""


class Forbidden(OrakargError):
    """The person may not do this."""


class Invalid(OrakargError):
    """What a person sent cannot be accepted; ``field`` names where, if known."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


class Conflict(OrakargError):
    """Somebody else changed the same thing first; nothing was overwritten."""


class BadLink(OrakargError):
    """A signed link that is forged, expired, revoked, used, or meant for something else."""


class Busy(OrakargError):
    """Another program is writing the same stage; nothing was done."""


class SetupError(OrakargError):
    """The installation lacks something; the message says what and how to get it."""
