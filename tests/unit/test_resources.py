"""Where the shipped folders lie."""

from __future__ import annotations

from mailintake import resources


def test_in_a_checkout_they_lie_beside_the_package():
    assert (resources.templates_folder() / "mail").is_dir()
    assert (resources.example_config_folder() / "mailintake.toml").is_file()


def test_in_an_installed_wheel_they_lie_inside_the_package(monkeypatch, tmp_path):
    (tmp_path / "_data" / "templates").mkdir(parents=True)
    monkeypatch.setattr(resources, "_IN_WHEEL", tmp_path / "_data")

    assert resources.templates_folder() == tmp_path / "_data" / "templates"
    assert resources.example_config_folder() == tmp_path / "_data" / "config"
