"""One writer a stage, with real processes."""

import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

from legislation import locks
from legislation.errors import Busy

HOLD = """
import sys, time
from pathlib import Path
from legislation import locks
with locks.hold(Path(sys.argv[1]), *sys.argv[2:], patience=20):
    print("held", flush=True)
    sys.stdin.readline()
"""


@contextmanager
def held_elsewhere(folder: Path, *stages: str):
    """Another process that holds the locks, once they are held."""
    command = [sys.executable, "-c", HOLD, str(folder), *stages]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "held\n"
        try:
            yield process
        finally:
            process.kill()


def test_a_second_holder_is_told_which_stage_is_busy(tmp_path):
    with held_elsewhere(tmp_path / "locks", "tag"):
        with pytest.raises(Busy, match="“tag”"), locks.hold(tmp_path / "locks", "tag", patience=0.1):
            pass
        with locks.hold(tmp_path / "locks", "index", patience=0.1):
            pass


def test_a_stage_is_free_again_when_its_holder_ends(tmp_path):
    with held_elsewhere(tmp_path, "tag") as holder:
        holder.communicate("\n")
        with locks.hold(tmp_path, "tag", patience=5):
            pass


def test_a_stage_is_free_again_when_its_holder_is_killed(tmp_path):
    with held_elsewhere(tmp_path, "tag") as holder:
        holder.send_signal(signal.SIGKILL)
        holder.wait()
        with locks.hold(tmp_path, "tag", patience=5):
            pass


def test_a_stage_is_free_again_after_an_error(tmp_path):
    def fail() -> None:
        with locks.hold(tmp_path, "tag", patience=0.1):
            raise RuntimeError("tripped")

    for _ in range(2):
        with pytest.raises(RuntimeError, match="tripped"):
            fail()


def test_who_waits_gets_the_stage_when_it_becomes_free(tmp_path):
    with held_elsewhere(tmp_path, "tag") as holder:
        waiting = subprocess.Popen(
            [sys.executable, "-c", HOLD, str(tmp_path), "tag"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        holder.communicate("\n")
        told, _ = waiting.communicate("\n", timeout=30)
    assert (told, waiting.returncode) == ("held\n", 0)


def test_two_stages_taken_in_either_order_never_wait_for_each_other_for_ever(tmp_path):
    with held_elsewhere(tmp_path, "tag", "index") as holder:
        other = subprocess.Popen(
            [sys.executable, "-c", HOLD, str(tmp_path), "index", "tag"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        holder.communicate("\n")
        assert other.communicate("\n", timeout=30)[0] == "held\n"


def test_a_busy_stage_gives_back_the_others_that_were_taken(tmp_path):
    with held_elsewhere(tmp_path, "tag"):
        with pytest.raises(Busy, match="“tag”"), locks.hold(tmp_path, "index", "tag", patience=0.1):
            pass
        with locks.hold(tmp_path, "index", patience=0.1):
            pass


def test_threads_of_one_program_take_turns_too(tmp_path):
    with locks.hold(tmp_path, "tag"), pytest.raises(Busy), locks.hold(tmp_path, "tag", patience=0.1):
        pass
