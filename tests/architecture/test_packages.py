"""What is installed on a server: every package pinned with its hashes, and a wheel that holds all it needs."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from advocacy import config

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
LOCK = (ROOT / "requirements.lock").read_text()
PINNED = dict(re.findall(r"^([a-z0-9-]+)==([^ ;\\]+)", LOCK, re.M))
WANTED = [*PROJECT["project"]["dependencies"], *PROJECT["project"]["optional-dependencies"]["postgresql"]]


@pytest.mark.parametrize("wanted", WANTED)
def test_the_lock_file_pins_a_version_that_the_project_takes(wanted: str) -> None:
    requirement = Requirement(wanted)
    name = re.sub(r"[-_.]+", "-", requirement.name).lower()
    assert requirement.specifier.contains(PINNED[name]), f"{name}: run make lock"


def test_every_pinned_package_has_hashes() -> None:
    entries = re.split(r"\n(?=\S)", LOCK.strip())
    without = [entry.splitlines()[0] for entry in entries if "==" in entry and "--hash=sha256:" not in entry]
    assert without == []
    assert len(entries) >= len(PINNED) > len(WANTED)


def test_the_lock_file_names_no_place_to_download_from() -> None:
    assert re.findall(r"(?:[a-z+]+:/|@|--(?!hash=)|\w+\.(?:org|com|io|net)\b)\S*", LOCK) == []


def test_the_wheel_holds_every_folder_that_the_program_reads() -> None:
    packed = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    asked = {
        name
        for path in (ROOT / "advocacy").rglob("*.py")
        for name in re.findall(r"""assets_dir\(\s*["'](\w+)["']""", path.read_text())
    }
    assert asked
    beside = {name for name in asked if not (ROOT / "advocacy" / name).is_dir()}
    assert {name: f"advocacy/{name}" for name in beside} == packed


def test_outside_a_checkout_data_go_to_the_users_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(config, "CHECKOUT", tmp_path)
    monkeypatch.setattr(config.sys, "platform", "linux")
    settings = config.read_settings({"XDG_DATA_HOME": str(tmp_path / "data")}, demo=True)
    assert settings.data_dir == tmp_path / "data" / "cabildo"
    assert settings.database_url == f"sqlite:///{tmp_path}/data/cabildo/demo.db"
