"""A model is read from its file as it was written, and a damaged or changed file is refused in one line."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace

import pytest

from mailintake.classify import model
from mailintake.classify.classifier import Classifier
from mailintake.classify.features import Look
from mailintake.classify.model import Head, Model, Place, Score, Sign, model_in, read_model, shipped_model
from mailintake.classify.spelling import Spelling
from mailintake.errors import SettingsError

MODEL = Model(
    version="2018-10-01 of 3 mails",
    anywhere=Sign(
        concerns=Score(intercept=-1.0, weights={"tycker": 0.5, "rules": 1.0}), spelling=Spelling({"^f": 2.0})
    ),
    placed=Sign(concerns=Score(intercept=-2.0, weights={"tycker": 1.5, "rules": 1.0}), spelling=Spelling({"^f": 4.0})),
    places={
        "in thread": Place(
            weights={"tycker": 3.0, "tack": -2.0}, spelling=Spelling({"^f": 1.0}), stretch=0.5, shift=2.0
        ),
        "consultation:lok": Place(weights={"tycker": 0.25}, spelling=Spelling({}), stretch=-0.25, shift=-1.0),
    },
    junk=Score(intercept=-0.5, weights={"vinst": 1.0}),
    kind=Head(
        classes=("comment", "decline", "question"),
        intercepts=(0.0, 0.0, 0.0),
        weights={"tycker": (1.0, -1.0, 0.0), "?": (0.0, 0.0, 2.0)},
    ),
    stance=Head(classes=("opposes", "supports"), intercepts=(0.0, 1.0), weights={}),
)


def test_what_is_written_is_read_again():
    again = read_model(MODEL.as_text(), "model.json")
    assert MODEL.as_text() == again.as_text()
    assert MODEL.version == again.version


def test_log_odds_are_the_sum_of_weights_times_values_and_of_letters():
    look = Look(features={"tycker": 1.0, "rules": -3.0, "unknown": 9.0}, words=("fint",))
    assert MODEL.log_odds(look) == pytest.approx(-1.0 + 0.5 - 3.0 + 2.0 / 6**0.5)


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        ((), -1.0 + 0.5 - 3.0 + 2.0 / 6**0.5),
        (("consultation:unknown",), -1.0 + 0.5 - 3.0 + 2.0 / 6**0.5),
        (("in thread",), (-2.0 + 1.5 + 3.0 - 3.0 + 5.0 / 6**0.5) * 1.5 + 2.0),
        (("consultation:lok", "in thread"), (-2.0 + 1.5 + 3.0 + 0.25 - 3.0 + 5.0 / 6**0.5) * 1.25 + 1.0),
    ],
)
def test_where_many_mails_are_known_words_and_letters_weigh_otherwise(places, expected):
    look = Look(features={"tycker": 1.0, "rules": -3.0, "unknown": 9.0}, words=("fint",), places=places)
    assert MODEL.log_odds(look) == pytest.approx(expected)


@pytest.mark.parametrize("places", [(), ("in thread",), ("consultation:lok", "in thread")])
def test_the_weights_of_features_tell_what_a_change_of_them_changes(places):
    look = Look(features={"tycker": 1.0, "tack": 1.0, "rules": -3.0}, words=(), places=places)
    for name in look.features:
        more = replace(look, features={**look.features, name: look.features[name] + 1})
        assert MODEL.log_odds(more) - MODEL.log_odds(look) == pytest.approx(MODEL.weight_of(name, look))


def test_probabilities_of_kinds_add_up_to_one_and_follow_the_words():
    likely = MODEL.kind.probabilities({"tycker": 1.0})
    assert sum(likely.values()) == pytest.approx(1)
    assert max(likely, key=lambda name: likely[name]) == "comment"


def test_junk_is_told_by_its_words():
    assert MODEL.is_junk(Look(features={"vinst": 1.0}, words=()))
    assert not MODEL.is_junk(Look(features={}, words=()))


def test_a_changed_weight_is_refused_with_the_files_name():
    changed = MODEL.as_text().replace('"tycker":0.5', '"tycker":5.5')
    with pytest.raises(SettingsError, match=r"own\.json was changed after it was trained"):
        read_model(changed, "own.json")


def test_a_model_of_another_version_is_refused_as_such():
    weights = '{"concerns":{"classes":["concerns"],"intercepts":[1.0],"weights":{"tycker":[0.5]}}}'
    header = json.dumps({"version": "old", "sha256": hashlib.sha256(weights.encode()).hexdigest()})
    with pytest.raises(SettingsError, match=r"own\.json was trained by another version") as refused:
        read_model(f"{header}\n{weights}\n", "own.json")
    assert "mailintake train" in refused.value.remedy


@pytest.mark.parametrize("text", ["", "{}", "[]\n[]\n", '{"version": "x"}\n{}\n', "not json\nat all\n"])
def test_a_damaged_file_is_refused_in_one_line(text):
    with pytest.raises(SettingsError, match=r"own\.json is damaged") as refused:
        read_model(text, "own.json")
    assert str(refused.value).count("\n") == 0


@pytest.mark.parametrize(
    ("text", "fault"),
    [("", "is damaged"), (MODEL.as_text().replace('"tycker":0.5', '"tycker":5.5'), "was changed after")],
)
def test_a_damaged_shipped_model_is_told_before_there_is_any_mail(text, fault, monkeypatch):
    monkeypatch.setattr(model, "_shipped_text", lambda: text)
    model.check_shipped_model.cache_clear()
    with pytest.raises(SettingsError, match=fault):
        Classifier(consultations=(), organisations={}, own_addresses=frozenset())


def test_a_file_that_is_not_there_is_told_by_name(tmp_path):
    with pytest.raises(SettingsError, match="cannot be read"):
        model_in(tmp_path / "none.json")


def test_the_shipped_model_holds_and_knows_every_kind_and_stance():
    shipped = shipped_model()
    assert set(shipped.kind.classes) == {"comment", "supplement", "decline", "question"}
    assert len(shipped.stance.classes) == 6
    assert json.loads(shipped.as_text().split("\n", 1)[0])["sha256"]
