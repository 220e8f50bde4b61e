"""What a mail is about is told from what answering and forwarding put in front of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailintake.notify.subject import plain_subject


@pytest.mark.parametrize(
    "subject",
    [
        "Synpunkter",
        "SV: Synpunkter",
        "Re: Synpunkter",
        "RE:Synpunkter",
        "Sv : Synpunkter",
        "VS: VL: Synpunkter",
        "AW: WG: Synpunkter",
        "Fw: Fwd: VB: Synpunkter",
        "Re[2]: Re (3): Synpunkter",
        "Mottaget: Synpunkter",
        "Mottaget (LÖK-7F3-KQ2): SV: Mottaget (LÖK-9CD-H4M): Synpunkter",
        "SV: Received (LÖK-7F3-KQ2): Re: Synpunkter",
        "  sv:\t\r\n re: Synpunkter",
        "SV: " * 200 + "Synpunkter",
    ],
)
def test_reply_prefixes_and_our_own_openings_are_taken_off(subject):
    assert plain_subject(subject) == "Synpunkter"


@pytest.mark.parametrize(
    "subject",
    [
        "Remiss: synpunkter",
        "Svar: synpunkter",
        "Återigen SV: synpunkter",
        "Mottaget av oss: synpunkter",
        "sv synpunkter",
        "Re-remiss",
        "",
    ],
)
def test_what_only_looks_like_a_prefix_stays(subject):
    assert plain_subject(subject) == subject


@pytest.mark.parametrize("subject", ["SV:", "SV: Re: ", "SV: Mottaget (LÖK-7F3-KQ2):"])
def test_nothing_is_left_of_prefixes_alone(subject):
    assert plain_subject(subject) == ""


@given(st.lists(st.sampled_from(["SV:", "re :", "Mottaget (LÖK-7F3-KQ2):", " ", "(", "[2]", "möte"])).map("".join))
def test_a_plain_subject_stays_as_it_is(subject):
    once = plain_subject(subject)

    assert plain_subject(once) == once
