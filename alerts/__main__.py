"""``python -m alerts``: decides who is told of what, and sends the mails."""

import socket
from datetime import datetime

import click

from alerts.deliver import deliver_due
from alerts.mailer import open_mailer
from alerts.message import Sender
from alerts.notify import notify_pending
from alerts.sign_in import answer_requests
from alerts.troubles import tell_troubles
from config import lexicon, settings, sources
from config.settings import Settings
from config.terminal import answer, any_failed, err, json_option, now_option, progress
from legislation import locks
from legislation.storage.database import opened


def run_notify(home: Settings, now: datetime) -> dict[str, int]:
    """Turn what happened into deliveries, as the only one who does."""
    with locks.hold(home.locks, "notify"), opened(home.database) as database, progress("notify") as step:
        done = notify_pending(database, now, home.zone, step)
    return {"deliveries": done.deliveries, "failed": done.failed}


def run_deliver(home: Settings, now: datetime) -> dict[str, int]:
    """Send what is due, as the only one who does; a mail server that is down counts as one failure."""
    known, words = sources.load(), lexicon.load()
    sender = Sender(
        address=home.mail_from,
        base_url=home.base_url,
        association=home.association,
        zone=home.zone,
        sources={name: source.titles for name, source in known.items()},
        topics={topic.key: topic.titles for topic in words.topics},
        laws={law.key: law for law in words.laws if law.core},
        quiet={name: source.quiet for name, source in known.items() if source.on},
    )
    mailer, owner = open_mailer(home.mailer), f"{socket.gethostname()}:{home.data}"
    with locks.hold(home.locks, "deliver"), opened(home.database) as database, progress("deliver") as step:
        unanswered = answer_requests(database, sender, home.key, now)
        tell_troubles(database, sender, now)
        done = deliver_due(database, mailer, sender, home.key, now, owner, step)
    if done.down:
        err.print(f"No mail can go out now; none is lost: {done.down}")
    return {"sent": done.sent, "failed": unanswered + done.failed + bool(done.down)}


@click.command()
@now_option
@json_option
def notify(now: datetime, as_json: bool) -> None:
    """Decide who is to be told of what happened.

    The answer is {"deliveries", "failed"}.
    """
    result = run_notify(settings.load(), now)
    answer(result, as_json, any_failed(result))


@click.command()
@now_option
@json_option
def deliver(now: datetime, as_json: bool) -> None:
    """Send the mails that are due.

    The answer is {"sent", "failed"}.
    """
    result = run_deliver(settings.load(), now)
    answer(result, as_json, any_failed(result))


@click.group()
def main() -> None:
    """The alerts of Orakarg."""


main.add_command(notify)
main.add_command(deliver)

if __name__ == "__main__":
    main()
