"""The wheel: what is in it, and that it runs with nothing but its locked packages beside it."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from mailintake import __version__

ROOT = Path(__file__).parents[3]
Run = Callable[..., CompletedProcess[str]]

# It is built and installed once.
pytestmark = pytest.mark.xdist_group("wheel")


@pytest.fixture(scope="module")
def files(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def shipped(folder: str) -> dict[str, bytes]:
    """Return the files of a top-level folder of the checkout by their names in the wheel."""
    return {
        f"mailintake/_data/{path.relative_to(ROOT).as_posix()}": path.read_bytes()
        for path in sorted((ROOT / folder).rglob("*"))
        if path.is_file() and not {"secrets", "__pycache__"} & set(path.parts)
    }


@pytest.mark.parametrize("folder", ["templates", "config"])
def test_every_template_and_the_example_are_in_it(files, folder):
    packed = {name: content for name, content in files.items() if name.startswith(f"mailintake/_data/{folder}/")}

    assert packed == shipped(folder)


def test_every_file_of_the_package_is_in_it(files):
    package = [
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "mailintake").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    ]

    assert sorted(package) == sorted(
        name for name in files if name.startswith("mailintake/") and not name.startswith("mailintake/_data/")
    )


def test_no_password_of_the_checkout_is_in_it(files, secret):
    assert [name for name, content in files.items() if "secrets" in name or secret.encode() in content] == []


def test_nothing_but_the_product_is_in_it(files):
    assert {name.partition("/")[0] for name in files} == {"mailintake", f"mailintake-{__version__}.dist-info"}


def test_its_licence_is_in_it(files):
    licence = files[f"mailintake-{__version__}.dist-info/licenses/LICENSE"].decode()

    assert licence.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2\n")
    assert [f"\n{number}." in licence for number in range(1, 16)] == [True] * 15
    assert "Appendix" in licence


@pytest.mark.timeout(300)
def test_installed_it_tells_its_version(installed: Run):
    told = installed("mailintake", "--version")

    assert (told.stdout, told.stderr, told.returncode) == (f"mailintake {__version__}\n", "", 0)


@pytest.mark.timeout(300)
def test_installed_it_finds_its_templates_and_its_example(installed: Run):
    told = installed(
        "python",
        "-c",
        "from mailintake import resources as r; print(len(list(r.templates_folder().glob('mail/*/*.j2'))), "
        "(r.example_config_folder() / 'mailintake.toml').is_file())",
    )

    expected = len(list((ROOT / "templates").glob("mail/*/*.j2")))
    assert (told.stdout, told.stderr) == (f"{expected} True\n", "")


@pytest.mark.timeout(300)
def test_installed_it_makes_a_configuration_and_a_database(installed: Run, tmp_path):
    config = tmp_path / "etc" / "config"
    made = installed(
        "mailintake", "init", "--yes", "--config", config,
        "--address", "norra@kommun.example", "--service-name", "Norra kommun", "--consultation-title", "Ny park",
    )  # fmt: skip
    assert made.returncode == 0, made.stderr

    upgraded = installed("mailintake", "db", "upgrade", "--config", config)

    assert upgraded.returncode == 0, upgraded.stderr
    assert (tmp_path / "etc" / "var" / "mailintake.db").is_file()


@pytest.mark.timeout(300)
def test_installed_it_reads_and_judges_a_mail(installed: Run, tmp_path):
    config = ROOT / "config"
    (tmp_path / "mail.eml").write_bytes(
        b"From: eva@asen.example\r\nTo: lulea.kommun@lulea.se\r\nSubject: Parkering\r\n\r\nVar kan jag parkera?\r\n"
    )

    told = installed("mailintake", "inspect", "--json", "--config", config, tmp_path / "mail.eml")

    assert told.returncode == 0, told.stderr
    assert '"label"' in told.stdout
