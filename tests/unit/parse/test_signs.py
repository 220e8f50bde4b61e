"""The fields by which a mail says that it wants no answer are read however they are written."""

from __future__ import annotations

import pytest
from mailmaking import plain
from mailmaking.reader import read_message

from mailintake.domain.message import MachineSigns


def signs(*headers):
    return read_message(plain("Hej", headers=headers)).signs


def test_a_mail_of_a_person_has_none():
    assert signs() == MachineSigns()


@pytest.mark.parametrize(
    ("value", "keyword"),
    [
        ("auto-replied", "auto-replied"),
        ("Auto-Replied (vacation (sv))", "auto-replied"),
        ("(x) auto-generated; owner-email=a@b.example", "auto-generated"),
        ("auto-\r\n notified", "auto- notified"),
        ("No", "no"),
        (";", ""),
    ],
)
def test_the_keyword_is_read_without_comments_and_parameters(value, keyword):
    assert signs(("AUTO-submitted", value)).auto_submitted == keyword


@pytest.mark.parametrize("keywords", [("no", "auto-replied"), ("auto-replied", "no")])
def test_one_field_that_says_no_takes_nothing_from_another(keywords):
    assert signs(*(("Auto-Submitted", keyword) for keyword in keywords)).auto_submitted == "auto-replied"


def test_precedence_is_read():
    assert signs(("PRECEDENCE", " Bulk ")).precedence == "bulk"


def test_list_fields_are_told_by_name():
    found = signs(("List-Id", "<a.b.example>"), ("LIST-Unsubscribe", "<mailto:a@b.example>"), ("List-Id", "x"))
    assert found.list_fields == ("list-id", "list-unsubscribe")


def test_suppressed_answers_are_told():
    assert signs(("x-auto-response-suppress", "DR, OOF,AutoReply")).auto_response_suppress == {"dr", "oof", "autoreply"}


@pytest.mark.parametrize("values", [("normal", "bulk"), ("bulk", "normal")])
def test_one_precedence_that_says_normal_takes_nothing_from_another(values):
    assert signs(*(("Precedence", value) for value in values)).precedence == "bulk"


def test_a_suppressed_answer_is_told_in_quotation_marks_too():
    assert signs(("X-Auto-Response-Suppress", '"All"')).auto_response_suppress == {"all"}


@pytest.mark.parametrize(
    ("value", "path"),
    [
        ("<>", ""),
        ("<> (nobody)", ""),
        ("<Anna@B.example>", "Anna@b.example"),
        ("<anna@b.example> (Anna Berg)", "anna@b.example"),
        ("anna@b.example", "anna@b.example"),
        ("<MAILER-DAEMON>", ""),
    ],
)
def test_the_return_path_is_read(value, path):
    assert signs(("Return-Path", value)).return_path == path


@pytest.mark.parametrize(
    ("values", "path"),
    [
        (("<bo@b.example>", "<anna@b.example>"), "bo@b.example"),
        (("<anna@b.example>", "<>"), ""),
        (("<>", "<anna@b.example>"), ""),
    ],
)
def test_of_several_return_paths_the_null_one_counts_else_the_topmost(values, path):
    assert signs(*(("Return-Path", value) for value in values)).return_path == path


def test_with_a_space_before_the_colon_a_field_only_takes_an_answer_away():
    written = signs(
        ("Auto-Submitted ", "auto-replied"),
        ("Precedence ", "bulk"),
        ("List-Id ", "<a.b.example>"),
        ("X-Auto-Response-Suppress ", "All"),
        ("Return-Path ", "<>"),
    )

    assert written == MachineSigns(
        auto_submitted="auto-replied",
        precedence="bulk",
        list_fields=("list-id",),
        auto_response_suppress=frozenset({"all"}),
        return_path="",
    )
    assert signs(("Return-Path ", "<anna@b.example>")).return_path is None
