"""A mailer in memory that can refuse a recipient or be down."""

from alerts.mailer import MailerDown, MailRefused


class FakeMailer:
    """Keeps what it accepted, in order: (Message-ID, sender, recipient, content).

    ``down`` makes it fail like a server that does not answer; recipients in ``refused`` are not accepted.
    """

    def __init__(self) -> None:
        self.accepted: list[tuple[str, str, str, bytes]] = []
        self.refused: set[str] = set()
        self.down = False

    def send(self, message_id: str, sender: str, recipient: str, content: bytes) -> None:
        if self.down:
            raise MailerDown("the fake mailer is down")
        if recipient in self.refused:
            raise MailRefused(f"550 no such person: {recipient}")
        self.accepted.append((message_id, sender, recipient, content))

    def close(self) -> None:
        pass

    @property
    def ids(self) -> list[str]:
        return [message_id for message_id, _, _, _ in self.accepted]
