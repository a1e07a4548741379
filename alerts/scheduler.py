"""The clock of the service: runs its jobs at their times, one run of a job at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from apscheduler.schedulers.blocking import BlockingScheduler
from apscheduler.triggers.cron import CronTrigger


@dataclass(frozen=True)
class Job:
    """``function`` is an importable name (``orakarg:job_crawl``); ``schedule`` is a crontab line."""

    name: str
    function: str
    schedule: str
    arguments: Mapping[str, str] = field(default_factory=dict)


def make_scheduler(jobs: Sequence[Job], zone: ZoneInfo) -> BlockingScheduler:
    """A scheduler that holds the jobs and has not started; a missed run is made up for once."""
    scheduler = BlockingScheduler(timezone=zone)
    for job in jobs:
        scheduler.add_job(
            job.function,
            CronTrigger.from_crontab(job.schedule, timezone=zone),
            id=job.name,
            kwargs=dict(job.arguments),
            coalesce=True,
            max_instances=1,
            misfire_grace_time=3600,
        )
    return scheduler
