"""The kinds of phrases by which a machine's mail is told in one language."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Phrases:
    """One language's phrases, each a pattern over text in lower case, white space made one space.

    Stems and hallmarks are plain: a text that has no word that begins as a stem does (in eight letters), or that has no
    hallmark, is not looked into further, so that most mails cost next to nothing. Two are equal only if they are the
    same.
    """

    stems: str  # of sentences
    subject_stems: str
    challenge_stems: str
    # Subjects, from their beginning.
    automatic_subjects: tuple[str, ...]  # what no person begins a subject with
    absence_subjects: tuple[str, ...]  # what a person may begin one with as well
    # Subjects, anywhere.
    receipt_subjects: tuple[str, ...]
    read_subjects: tuple[str, ...]  # from their beginning
    # Sentences.
    hallmarks: str  # set apart by "|": each way of saying what the next three say has one of them in it, as it stands
    automatic: tuple[str, ...]  # it says of itself that a machine wrote it
    absence: tuple[str, ...]  # the one who was written to is away, or the office is closed
    received: tuple[str, ...]  # the mail has come in, or has a number
    read: tuple[str, ...]  # the mail was read or thrown away
    challenge: tuple[str, ...]  # show that a person wrote the mail
    talk: tuple[str, ...]  # what else such mails say: thanks, when, who else, where to turn
    personal: tuple[str, ...]  # what no machine says: opinions, questions, papers sent along
