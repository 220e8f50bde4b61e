"""Every case of hostile mail by its number and name: each is the same clear comment, in a mail that is made to harm.

Each function takes a sender, a name with an address, and gives the bytes of one mail. ``unit/parse`` reads each as the
parser does; ``acceptance`` lets each pass through the whole service.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from hostile import attachments, fields, frame, words

CASES: Mapping[int, Callable[[str], bytes]] = dict(
    sorted((frame.CASES | fields.CASES | attachments.CASES | words.CASES).items())
)
