"""Whether a domain is an organisation's own, told by its letters: there are more mail providers than any list names.

“info@ifnorrskenet.example” is that of IF Norrskenet, “norrskenet@nyapost.example” is one of a provider's customers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from mailintake.classify.words import fold, folded_set

# Anybody can have an address at one of these, so they tell nothing of an organisation.
FREE_MAIL = folded_set(
    """
    gmail.com googlemail.com hotmail.com hotmail.se hotmail.no hotmail.fi outlook.com outlook.se live.com live.se
    live.no live.fi msn.com yahoo.com yahoo.se ymail.com icloud.com me.com mac.com aol.com protonmail.com proton.me
    tutanota.com gmx.com gmx.net mail.com zoho.com fastmail.com telia.com telia.se tele2.se tele2.com comhem.se
    bredband.net bredband2.com bahnhof.se spray.se passagen.se algonet.se home.se swipnet.se glocalnet.net ownit.nu
    lunet.se norrnet.se tninet.se elisanet.fi kolumbus.fi luukku.com suomi24.fi online.no
    """
)

# No provider lets a customer write from one of these.
_OFFICES = folded_set("info kontakt kansli kansliet registrator registratur expedition expeditionen office remiss")
_SHORTEST_PIECE = 3
_SHORTEST_PROOF = 5
_SHARE = 0.6
_LETTERS = re.compile(r"[^\W_]+")


def is_own(domain: str, name: str, addresses: Sequence[str]) -> bool:
    """Whether a domain belongs to the organisation of a name; ``addresses`` are those of the organisation.

    One in which none of its addresses lies was told on purpose.
    """
    domain = domain.lower()
    if domain in FREE_MAIL:
        return False
    local_parts = [local for local, _, host in (one.lower().rpartition("@") for one in addresses) if host == domain]
    if not local_parts:
        return True
    return is_like(letters_of(domain), name) or not _OFFICES.isdisjoint(local_parts)


def is_like(letters: str, name: str) -> bool:
    """Whether the letters of a domain are made of a name's words, of their beginnings or of their first letters."""
    if len(letters) < 2:
        return False
    words = _LETTERS.findall(fold(name))
    joined = "".join(words)
    if (len(letters) >= _SHORTEST_PROOF and letters in joined) or (
        len(joined) >= _SHORTEST_PROOF and joined in letters
    ):
        return True
    if len(words) > 2 and letters.startswith("".join(word[0] for word in words)):
        return True
    covered = sum(_longest_beginning(word, letters) for word in words)
    return covered >= max(_SHORTEST_PROOF, _SHARE * len(letters))


@lru_cache(maxsize=2048)
def letters_of(domain: str) -> str:
    """Return the letters and digits of a domain without its last label; "" for one that anybody can write from."""
    if domain in FREE_MAIL:
        return ""
    return letters_in(domain.rpartition(".")[0])


def letters_in(text: str) -> str:
    """Return the letters and digits of a text, folded, without what stands between."""
    return "".join(_LETTERS.findall(fold(text)))


def _longest_beginning(word: str, letters: str) -> int:
    for length in range(min(len(word), len(letters)), _SHORTEST_PIECE - 1, -1):
        if word[:length] in letters:
            return length
    return 0
