"""The settings of an installation: what is given, what is made, what is refused."""

import subprocess
import sys
from pathlib import Path

import pytest

from config import settings
from config.engines import Access
from config.settings import BadSetting, load

LOAD = "from config import settings; print(settings.load().key)"


def made(tmp_path: Path, **given: str) -> settings.Settings:
    return load({"ORAKARG_DATA": str(tmp_path / "data")} | {f"ORAKARG_{k}": v for k, v in given.items()})


def test_an_empty_environment_needs_no_server(tmp_path):
    home = made(tmp_path)
    data = tmp_path / "data"
    assert home.database == f"sqlite:///{data}/orakarg.sqlite"
    assert (home.engine, home.mailer) == (f"embedded:{data}/index", f"folder:{data}/mail")
    assert (home.base_url, home.contact, str(home.zone)) == ("http://127.0.0.1:8000", "", "Asia/Yerevan")
    assert (home.secure_cookies, home.locks) == (False, data / "locks")


def test_a_variable_that_is_empty_is_one_that_is_not_set(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    names = [name for name in vars(settings.Settings)["__dataclass_fields__"] if name != "secure_cookies"]
    home = load({f"ORAKARG_{name.upper()}": " " for name in names})
    assert home.data == tmp_path / "var"
    assert home.database == f"sqlite:///{tmp_path}/var/orakarg.sqlite"
    assert len(home.key) >= 32


def test_the_key_is_made_once_and_is_its_owner_s_alone(tmp_path):
    first = made(tmp_path).key
    path = tmp_path / "data" / "key"
    assert path.stat().st_mode & 0o777 == 0o600
    assert made(tmp_path).key == first == path.read_text()
    assert len(first) >= 43
    assert [each.name for each in path.parent.iterdir()] == ["key"]


def test_the_data_folder_that_is_made_is_its_owner_s_alone(tmp_path):
    made(tmp_path)
    assert (tmp_path / "data").stat().st_mode & 0o777 == 0o700


def test_every_installation_has_a_key_of_its_own(tmp_path):
    assert made(tmp_path / "one").key != made(tmp_path / "two").key


def test_first_runs_at_once_agree_on_one_key(tmp_path):
    environ = {"ORAKARG_DATA": str(tmp_path / "data"), "PYTHONPATH": str(Path(settings.__file__).parents[1])}
    running = [
        subprocess.Popen([sys.executable, "-c", LOAD], env=environ, stdout=subprocess.PIPE, text=True)
        for _ in range(6)
    ]
    told = {process.communicate(timeout=60)[0].strip() for process in running}
    assert [process.returncode for process in running] == [0] * 6
    assert told == {(tmp_path / "data" / "key").read_text()}
    assert [each.name for each in (tmp_path / "data").iterdir()] == ["key"]


def test_a_key_that_is_given_is_taken_and_none_is_kept(tmp_path):
    assert made(tmp_path, KEY="k" * 32).key == "k" * 32
    assert not (tmp_path / "data" / "key").exists()


def test_a_key_that_is_too_short_is_refused_wherever_it_came_from(tmp_path):
    with pytest.raises(BadSetting, match="ORAKARG_KEY is too short"):
        made(tmp_path, KEY="k" * 31)
    (tmp_path / "data" / "key").write_text("short\n")
    with pytest.raises(BadSetting, match=r"data/key is too short.*delete the file"):
        made(tmp_path)
    (tmp_path / "data" / "key").write_text("")
    with pytest.raises(BadSetting, match="too short"):
        made(tmp_path)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"BASE_URL": "orakarg.am"}, "ORAKARG_BASE_URL must begin with http"),
        ({"ZONE": "Asia/Nowhere"}, "ORAKARG_ZONE.*Asia/Nowhere"),
        ({"ZONE": "../etc/passwd"}, "ORAKARG_ZONE"),
        ({"MAIL_FROM": "Orakarg"}, "ORAKARG_MAIL_FROM"),
        ({"MAIL_FROM": "Orakarg <օրակարգ@example.am>"}, "ORAKARG_MAIL_FROM"),
    ],
)
def test_a_setting_that_cannot_be_used_is_refused_by_its_name(tmp_path, given, words):
    with pytest.raises(BadSetting, match=words):
        made(tmp_path, **given)


def test_a_data_folder_that_cannot_be_made_is_refused_by_its_name(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(BadSetting, match="ORAKARG_DATA cannot be used"):
        load({"ORAKARG_DATA": str(tmp_path / "file" / "data")})


def test_cookies_are_secure_where_the_pages_are(tmp_path):
    home = made(tmp_path, BASE_URL="https://orakarg.example.am/")
    assert (home.base_url, home.secure_cookies) == ("https://orakarg.example.am", True)


def test_the_crawler_says_who_it_is_and_whom_to_write_to(tmp_path):
    home = made(tmp_path, CONTACT=" https://example.am/contact ")
    assert home.user_agent == f"Orakarg/{settings.VERSION} (+https://example.am/contact)"


def test_what_is_printed_of_the_settings_gives_no_secret_away(tmp_path):
    home = made(
        tmp_path,
        KEY="k" * 40,
        MAILER="smtp://me:topsecret@mail.example.am",
        DATABASE="postgresql://me:topsecret@db/orakarg",
        ENGINE="http://me:topsecret@search:9200",
    )
    assert "topsecret" not in repr(home)
    assert "k" * 40 not in repr(home)


def test_an_engine_of_its_own_is_reached_as_the_settings_say(tmp_path):
    (tmp_path / "ca.pem").touch()
    home = made(
        tmp_path,
        ENGINE="https://search.example.org/drafts",
        ENGINE_KEY="a2V5",
        ENGINE_CA=str(tmp_path / "ca.pem"),
        ENGINE_SHARDS="3",
        ENGINE_REPLICAS="1",
        ENGINE_PATIENCE="0.5",
    )
    assert home.access == Access("a2V5", tmp_path / "ca.pem", shards=3, replicas=1, patience=0.5)
    assert "a2V5" not in repr(home)
    assert made(tmp_path).access == Access()


@pytest.mark.parametrize(
    ("name", "value"),
    [("SHARDS", "0"), ("SHARDS", "many"), ("REPLICAS", "-1"), ("PATIENCE", "nan"), ("CA", "nowhere.pem")],
)
def test_a_setting_of_the_engine_that_makes_no_sense_is_refused_by_name(tmp_path, name, value):
    with pytest.raises(BadSetting, match=f"ORAKARG_ENGINE_{name}"):
        made(tmp_path, **{f"ENGINE_{name}": value})
