"""When the jobs run, on the clock of the readers."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from alerts.scheduler import Job, make_scheduler
from config import sources
from legislation.errors import SetupError

YEREVAN = ZoneInfo("Asia/Yerevan")


def fires(job, after: datetime) -> datetime:
    return job.trigger.get_next_fire_time(None, after)


def test_the_jobs_are_held_with_their_names_functions_and_arguments():
    jobs = [
        Job("hand on", "orakarg:job_hand_on", "* * * * *"),
        Job("crawl edraft", "orakarg:job_crawl", "15 7,13,19 * * *", {"name": "edraft"}),
    ]
    scheduler = make_scheduler(jobs, YEREVAN)
    held = {job.id: job for job in scheduler.get_jobs()}
    assert not scheduler.running
    assert list(held) == ["hand on", "crawl edraft"]
    assert held["crawl edraft"].func_ref == "orakarg:job_crawl"
    assert held["crawl edraft"].kwargs == {"name": "edraft"}


def test_a_schedule_is_on_the_clock_of_the_readers():
    (job,) = make_scheduler([Job("hand on", "orakarg:job_hand_on", "15 7 * * *")], YEREVAN).get_jobs()
    assert fires(job, datetime(2026, 3, 2, 3, 16, tzinfo=UTC)) == datetime(2026, 3, 3, 3, 15, tzinfo=UTC)


def test_a_job_never_runs_beside_itself_and_missed_runs_are_one():
    (job,) = make_scheduler([Job("hand on", "orakarg:job_hand_on", "* * * * *")], YEREVAN).get_jobs()
    assert (job.max_instances, job.coalesce, job.misfire_grace_time) == (1, True, 3600)


def test_every_source_has_a_schedule_that_can_be_used():
    jobs = [
        Job(name, "orakarg:job_crawl", source.schedule, {"name": name})
        for name, source in sources.load().items()
    ]
    assert len(make_scheduler(jobs, YEREVAN).get_jobs()) == len(jobs) >= 3


def test_a_day_of_the_week_is_given_by_name():
    (job,) = make_scheduler([Job("weekly", "orakarg:job_hand_on", "0 8 * * mon")], YEREVAN).get_jobs()
    assert fires(job, datetime(2026, 3, 3, tzinfo=UTC)) == datetime(2026, 3, 9, 4, 0, tzinfo=UTC)


@pytest.mark.parametrize("schedule", ["0 8 * * 1", "", "at eight", "0 8 * *", "99 8 * * *"])
def test_a_schedule_that_cannot_be_used_is_said_so_with_the_name_of_its_job(schedule):
    with pytest.raises(SetupError, match="“crawl edraft”"):
        make_scheduler([Job("crawl edraft", "orakarg:job_crawl", schedule)], YEREVAN)


def test_a_function_that_does_not_exist_is_found_out_at_once():
    with pytest.raises(LookupError, match="job_nothing"):
        make_scheduler([Job("nothing", "alerts.scheduler:job_nothing", "* * * * *")], YEREVAN)
