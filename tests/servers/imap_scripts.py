"""What the rogue IMAP server may do to us: scripts for one command each."""

from __future__ import annotations

from collections.abc import Callable

from servers.imap_faults import Conversation, Script, body, drip, list_line

HEAD = b"Subject: Synpunkter\r\n\r\n"
MAILS = {7: HEAD + b"first\r\n", 8: HEAD + b"second\r\n", 9: HEAD + b"third\r\n"}


def cut_off(talk: Conversation, _tag: str, _rest: str) -> None:
    """Announce more than is sent, and hang up."""
    talk.send(*body(1, 7, MAILS[7], announced=len(MAILS[7]) + 1000))
    talk.hang_up()


def swallow(talk: Conversation, tag: str, _rest: str) -> None:
    """Announce more than the mail, so that the end of the reply is taken for mail."""
    talk.send(*body(1, 7, MAILS[7], announced=len(MAILS[7]) + 3), *body(2, 8, MAILS[8]), f"{tag} OK done")


def spill(talk: Conversation, tag: str, _rest: str) -> None:
    """Announce less than the mail, so that mail is taken for replies."""
    talk.send(*body(1, 7, MAILS[7], announced=3), f"{tag} OK done")


def stall(talk: Conversation, _tag: str, _rest: str) -> None:
    """Say nothing, and all too late."""
    talk.server.pause(60)


def drip_body(talk: Conversation, tag: str, _rest: str) -> None:
    """Send a byte now and then."""
    drip(talk, b"".join(body(1, 7, MAILS[7])))
    talk.send(f"{tag} OK done")


def drip_line(talk: Conversation, _tag: str, _rest: str) -> None:
    """Send a line that never ends, a byte now and then."""
    drip(talk, b"* OK " + b"x" * 10_000)


def endless_line(talk: Conversation, _tag: str, _rest: str) -> None:
    """Send a line that never ends, as fast as can be."""
    while True:
        talk.send(b"x" * 65_536)


def endless_chatter(talk: Conversation, _tag: str, _rest: str) -> None:
    """Send lines that nobody asked for, without end."""
    while True:
        talk.send(b"* 1 FETCH (FLAGS (\\Seen))\r\n" * 1000)


def huge_literal(talk: Conversation, _tag: str, _rest: str) -> None:
    """Announce more than memory holds."""
    talk.send(b"* 1 FETCH (UID 7 BODY[] {99999999999999}\r\n" + b"x" * 1000)
    talk.server.pause(60)


def deep_structure(talk: Conversation, tag: str, _rest: str) -> None:
    """Send a structure three thousand levels deep that nobody asked for."""
    deep = b"(" * 3000 + b'"text" "plain"' + b")" * 3000
    talk.send(b"* 1 FETCH (UID 7 BODYSTRUCTURE " + deep + b")\r\n", f"{tag} OK done")


def same_item_twice(talk: Conversation, tag: str, _rest: str) -> None:
    """Send one reply with two bodies in it."""
    talk.send(b"* 1 FETCH (UID 7 BODY[] {1}\r\na BODY[] {1}\r\nb)\r\n", f"{tag} OK done")


def say_goodbye(talk: Conversation, _tag: str, _rest: str) -> None:
    """Say goodbye in the midst of it."""
    talk.send(*body(1, 7, MAILS[7]), "* BYE shutting down")
    talk.hang_up()


def speak_nonsense(talk: Conversation, tag: str, _rest: str) -> None:
    """Send what is no reply at all."""
    talk.send("HTTP/1.1 200 OK", f"{tag} OK done")


def refuse_command(talk: Conversation, tag: str, _rest: str) -> None:
    """Say that the command is not understood."""
    talk.send(f"{tag} BAD what?")


def sizes_of(size: int) -> Script:
    """Tell this size of mail 7."""

    def tell(talk: Conversation, tag: str, _rest: str) -> None:
        talk.send(list_line(1, 7, size), f"{tag} OK done")

    return tell


def examine(told: str) -> Script:
    """Open the folder and tell no more than this of it."""

    def answer(talk: Conversation, tag: str, _rest: str) -> None:
        talk.send(f"* {len(MAILS)} EXISTS", told, f"{tag} OK done")

    return answer


def piecewise(content: Callable[[int], bytes]) -> Script:
    """Hand over pieces of mail 7, whose content may depend on how many pieces were asked for."""

    def answer(talk: Conversation, tag: str, rest: str) -> None:
        whole = content(len(talk.server.asked("BODY.PEEK[]")))
        offset, _, length = rest[rest.index("<") + 1 : rest.index(">")].partition(".")
        piece = whole[int(offset) : int(offset) + int(length)]
        talk.send(b"* 1 FETCH (UID 7 BODY[]<%d> {%d}\r\n%s)\r\n" % (int(offset), len(piece), piece), f"{tag} OK done")

    return answer
