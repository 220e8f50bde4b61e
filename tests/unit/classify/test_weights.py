"""Weights and thresholds are checked against the rules at start."""

from __future__ import annotations

import pytest

from mailintake.classify.evidence import RULES
from mailintake.classify.weights import read_weights, shipped_weights
from mailintake.errors import SettingsError

GOOD = """
[decide]
prior = -4
act = 0.9
act_in_thread = 0.7
sure = 0.95
certain = 0.97
review = 0.1
review_in_thread = 0.1
margin = 2
[rules]
one = 1.5
two = -2
"""


def test_weights_are_read():
    weights = read_weights(GOOD, ["one", "two"])
    assert (weights.prior, weights.act, weights.rules) == (-4, 0.9, {"one": 1.5, "two": -2})


def test_every_shipped_rule_has_a_weight():
    weights = shipped_weights([rule.NAME for rule in RULES])
    assert {rule.NAME for rule in RULES} == set(weights.rules)


@pytest.mark.parametrize(
    ("text", "rules", "message"),
    [
        (GOOD, ["one"], "weights.toml: nothing is called rules.two"),
        (GOOD, ["one", "two", "three"], "weights.toml: rules.three is missing"),
        (GOOD.replace("1.5", '"much"'), ["one", "two"], "weights.toml: rules.one is 'much', not a number"),
        (GOOD.replace("1.5", "true"), ["one", "two"], "weights.toml: rules.one is True, not a number"),
        (GOOD.replace("margin = 2", ""), ["one", "two"], "weights.toml: decide.margin is missing"),
        (GOOD.replace("margin", "marginal"), ["one", "two"], "weights.toml: decide.margin is missing"),
        (GOOD + "\n[more]\n", ["one", "two"], "weights.toml: nothing is called more"),
        (GOOD.replace("[rules]", "[rule]"), ["one", "two"], "weights.toml: rules is missing"),
        ("rules = 1\ndecide = 2", [], "weights.toml: decide is not a table"),
        (
            GOOD.replace("0.9", "0.05"),
            ["one", "two"],
            "weights.toml: the thresholds of decide are not in order",
        ),
        (
            GOOD.replace("review = 0.1", "review = 0.05"),
            ["one", "two"],
            "weights.toml: the thresholds of decide are not in order",
        ),
        ("[decide", [], "weights.toml is not TOML"),
    ],
)
def test_what_is_wrong_is_named_with_its_file_and_key(text, rules, message):
    with pytest.raises(SettingsError) as caught:
        read_weights(text, rules)
    assert message in str(caught.value)
