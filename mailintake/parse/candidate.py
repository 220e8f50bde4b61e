"""What is looked at to tell whether a machine wrote a mail."""

from __future__ import annotations

from dataclasses import dataclass

from mailintake.domain.message import MachineSigns
from mailintake.parse import returned_mail
from mailintake.parse.headers import Header
from mailintake.parse.machine_words import Title
from mailintake.parse.quotes import is_reply_subject
from mailintake.parse.structure import Allowance, Part


@dataclass(frozen=True, kw_only=True, slots=True)
class Candidate:
    """A mail that a machine may have written."""

    header: Header
    root: Part
    signs: MachineSigns
    subject: str
    title: Title  # what the subject says of who wrote the mail
    text: str  # the whole text: new words, quotes and signature
    own_text: str  # the new words
    from_address: str
    from_name: str = ""
    strangers: frozenset[str]  # whom no report tells of: our own addresses and the mail's recipients, in lower case
    allowance: Allowance

    @property
    def is_from_daemon(self) -> bool:
        """Whether a mail server sent it: by the null return path, its address or its name."""
        if self.signs.return_path == "" or returned_mail.is_daemon(self.from_address):
            return True
        # Some give a name that is no address, or one that cannot be read.
        name = self.from_name or ("" if self.from_address else self.header.text("from").strip(' "<>'))
        return bool(name) and returned_mail.is_daemon_name(name)

    @property
    def report_type(self) -> str:
        """What kind of report the mail says that it is (RFC 6522); "" where it says none."""
        root = self.root
        return root.parameters.get("report-type", "").lower() if root.media_type == "multipart/report" else ""

    @property
    def is_answer(self) -> bool:
        """Whether it answers a mail."""
        header = self.header
        return header.has("in-reply-to") or header.has("references") or is_reply_subject(self.subject)

    @property
    def is_signed(self) -> bool:
        """Whether its header says that a machine answered, or that it wants no answer.

        A web form's mail is made by a machine and written by a person (RFC 3834, 5): that says nothing.
        """
        signs = self.signs
        keyword = signs.auto_submitted or "no"
        is_form = keyword.startswith("auto-generated") and not self.is_answer
        says_so = keyword != "no" and not is_form
        return says_so or signs.return_path == "" or bool(signs.auto_response_suppress)
