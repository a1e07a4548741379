"""The clock of the service: runs its jobs at their times, one run of a job at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from apscheduler.schedulers.blocking import BlockingScheduler
from apscheduler.triggers.cron import CronTrigger

from legislation.errors import SetupError


@dataclass(frozen=True)
class Job:
    """``function`` is an importable name (``orakarg:job_crawl``); ``schedule`` is a crontab line."""

    name: str
    function: str
    schedule: str
    arguments: Mapping[str, str] = field(default_factory=dict)


def make_scheduler(jobs: Sequence[Job], zone: ZoneInfo) -> BlockingScheduler:
    """A scheduler that holds the jobs and has not started; runs missed within an hour are made up for by one.

    Raises SetupError for a schedule that cannot be read, or that gives a day of the week by its number: 0
    is Sunday to cron and Monday to APScheduler.
    """
    scheduler = BlockingScheduler(timezone=zone)
    for job in jobs:
        scheduler.add_job(
            job.function,
            _trigger(job, zone),
            id=job.name,
            kwargs=dict(job.arguments),
            coalesce=True,
            max_instances=1,
            misfire_grace_time=3600,
        )
    return scheduler


def _trigger(job: Job, zone: ZoneInfo) -> CronTrigger:
    try:
        if any(letter.isdecimal() for letter in job.schedule.split()[-1]):
            raise ValueError("days of the week have names: mon, tue …")
        return CronTrigger.from_crontab(job.schedule, timezone=zone)
    except (ValueError, IndexError) as error:
        raise SetupError(f"the schedule of “{job.name}” cannot be used: {error}") from error
