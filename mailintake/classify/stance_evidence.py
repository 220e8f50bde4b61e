"""The sentence that a suggested stance rests on, as evidence for a registrar to read."""

from __future__ import annotations

from mailintake.classify.letter import Letter
from mailintake.classify.stance import read_stance
from mailintake.domain.comment import Stance
from mailintake.domain.decision import Evidence

NAME = "stance"
HIT = "Ställningstagandet är ett förslag efter meningen"
HIT_EN = "The stance is suggested after the sentence"


def stance_evidence(letter: Letter, stance: Stance | None) -> tuple[Evidence, ...]:
    """Return the sentence behind a stance; nothing where no single sentence tells it."""
    standpoint = read_stance(letter)
    if stance is None or standpoint.stance is not stance or not standpoint.sentence:
        return ()
    return (Evidence(rule=NAME, hit=True, weight=0.0, text=f"{HIT}: ”{standpoint.sentence}”."),)
