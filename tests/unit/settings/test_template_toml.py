"""The files that a new configuration begins with."""

from __future__ import annotations

import re
import tomllib
from datetime import date, timedelta

import pytest
from fakes.examples import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from mailintake.settings.answers import Answers
from mailintake.settings.consultation import ConsultationSettings
from mailintake.settings.load import SECTIONS
from mailintake.settings.table import rows_of
from mailintake.settings.template_toml import configuration_files, main_text, toml_value

ANSWERS = Answers(
    address="norra@kommun.example",
    service_name='Norra "Nya" <kommun>',
    host="imap.kommun.example",
    user="norra\\mail",
    smtp_host="smtp.kommun.example",
    digest_to=("registrator@kommun.example",),
    consultation_title="Ny park – en \\u dålig titel",
    consultation_key="park-2026",
    opens=date(2026, 3, 2),
    deadline=date(2026, 3, 9),
    contact_name="Eva Ek",
    contact_email="eva.ek@kommun.example",
    contact_phone="0900-12 34 56",
)


def write(config, answers):
    for name, text in configuration_files(answers).items():
        path = config.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        path.chmod(0o600)


def test_a_new_configuration_loads_and_says_what_was_answered(config):
    write(config, ANSWERS)

    loaded = config.load()
    (one,) = loaded.consultations

    assert loaded.service.name == ANSWERS.service_name
    assert (loaded.mailbox.host, loaded.mailbox.user) == ("imap.kommun.example", "norra\\mail")
    assert loaded.mailbox.addresses == ("norra@kommun.example",)
    assert (loaded.smtp.host, loaded.smtp.sender.address) == ("smtp.kommun.example", "norra@kommun.example")
    assert loaded.staff.digest_to == ("registrator@kommun.example",)
    assert (one.key, one.title, one.reference_prefix) == ("park-2026", ANSWERS.consultation_title, "NPEU")
    assert (one.opens, one.deadline, one.contact.name) == (ANSWERS.opens, ANSWERS.deadline, "Eva Ek")
    assert one.remind_days_before == (3,)


def test_a_new_configuration_holds_no_password(config):
    write(config, ANSWERS)

    loaded = config.load()

    assert not loaded.mailbox.password
    assert not loaded.smtp.password
    for text in configuration_files(ANSWERS).values():
        assert not re.search(r"^password =", text, re.MULTILINE)


def test_every_setting_stands_in_the_file_in_its_section_with_its_default():
    text = main_text({})
    uncommented = re.sub(r"^#(\w+ = )", r"\1", text, flags=re.MULTILINE).replace("= …", '= "…"')
    tables = tomllib.loads(uncommented)

    assert {name: list(table) for name, table in tables.items()} == {
        name: list(rows_of(settings_class)) for name, settings_class in SECTIONS.items()
    }
    assert (tables["mailbox"]["port"], tables["staff"]["digest_days"]) == (993, "mon-fri")


def test_every_setting_of_a_consultation_stands_in_its_file():
    (name,) = [name for name in configuration_files(ANSWERS) if name.match("consultations/*.toml")]
    text = configuration_files(ANSWERS)[name]
    uncommented = re.sub(r"^#(\w+ = |\[\[)", r"\1", text, flags=re.MULTILINE).replace("= …", '= "…"')

    assert sorted(tomllib.loads(uncommented)) == sorted(rows_of(ConsultationSettings))


@given(
    title=st.text(st.characters(exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp"]), min_size=1, max_size=60).filter(
        lambda text: text.strip()
    ),
    days=st.integers(0, 400),
)
@settings(max_examples=examples(100), deadline=None)
def test_any_title_and_any_span_give_a_configuration_that_loads(tmp_path_factory, title, days):
    from dataclasses import replace

    from mailintake.settings import load

    answers = replace(ANSWERS, consultation_title=title, deadline=ANSWERS.opens + timedelta(days=days))
    folder = tmp_path_factory.mktemp("config")
    for name, text in configuration_files(answers).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    assert load(folder, {}).consultations[0].title == title.strip()


@given(
    value=st.recursive(
        st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.text() | st.dates(min_value=date(1990, 1, 1)),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
        max_leaves=8,
    )
)
@settings(max_examples=examples(300), deadline=None)
def test_any_value_is_written_so_that_toml_reads_the_same(value):
    assert tomllib.loads(f"x = {toml_value(value)}")["x"] == value


def test_a_value_that_toml_does_not_have_is_an_error():
    with pytest.raises(TypeError, match="complex"):
        toml_value(1j)
