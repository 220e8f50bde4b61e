"""What machines write where no header field betrays them, one file a language.

Add a language: write its file beside these, add a line to ``LANGUAGES``, and mails of its kind to the tests.
"""

from mailintake.parse.machine_phrases import da, de, en, fi, no, sv
from mailintake.parse.machine_phrases.phrases import Phrases

__all__ = ["LANGUAGES", "Phrases"]

LANGUAGES: tuple[Phrases, ...] = (sv.PHRASES, en.PHRASES, fi.PHRASES, no.PHRASES, da.PHRASES, de.PHRASES)
