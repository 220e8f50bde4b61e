"""A document that is made to harm ends in time and within its memory, and the mail it came with is read."""

from __future__ import annotations

import subprocess
import sys

import pytest
from integration.parse.hostile_documents import HOSTILE_DOCUMENTS
from mailmaking import attached, multipart, text_part
from mailmaking.pdf import pdf
from mailmaking.reader import read_message

from mailintake.parse.documents import found
from mailintake.parse.documents.found import Finding
from mailintake.parse.documents.frames import ANSWER, ReadingLimits
from mailintake.parse.kinds import PDF
from mailintake.parse.media_types import media_type


def by_name(name):
    return next(hostile for hostile in HOSTILE_DOCUMENTS if hostile.name == name)


# Has one document read as the service does, and tells what it cost: a process of its own, so that nothing else counts.
MEASURE = """
import resource, sys
from mailintake.parse.documents import child
from mailintake.parse.documents.frames import ReadingLimits
content = sys.stdin.buffer.read()
answer = child.read_in_fork(child.load_reader(sys.argv[1]), content, ReadingLimits())
used = resource.getrusage(resource.RUSAGE_CHILDREN)
sys.stdout.buffer.write(b"%f %d\\n" % (used.ru_utime + used.ru_stime, used.ru_maxrss * 1024) + answer)
"""


@pytest.mark.parametrize("hostile", HOSTILE_DOCUMENTS, ids=lambda hostile: hostile.name)
def test_it_ends_within_time_and_memory(hostile, tell_figure):
    content = hostile.make(hostile.size)
    assert media_type(content, "", "") == hostile.kind
    command = [sys.executable, "-c", MEASURE, hostile.kind]
    cost, _, answer = subprocess.run(command, input=content, capture_output=True, check=True).stdout.partition(b"\n")
    seconds, memory = map(float, cost.split())
    finding, length = ANSWER.unpack_from(answer)
    tell_figure(f"{Finding(finding).name}, {seconds:.2f} s of processor time, {memory / 2**20:.0f} MB")
    limits = ReadingLimits()
    assert length <= max(found.MAX_TEXT * 4, len(content) * 2)
    assert seconds < limits.processor_seconds + 1
    assert memory <= limits.memory


@pytest.mark.parametrize("name", ["zip_bomb", "zip_overlap", "zip_members", "xml_laughs", "xml_external"])
def test_what_is_unsafe_gives_no_text_and_is_told(name):
    message = read_message(multipart(text_part("Se bilaga."), attached(by_name(name).make(by_name(name).size), "a")))
    assert [(one.text, one.is_readable) for one in message.attachments] == [("", False)]
    assert (message.text, message.defects) == ("Se bilaga.", ("bad_document",))


def test_the_next_document_of_the_mail_is_read():
    bomb = by_name("pdf_flate_bomb")
    message = read_message(multipart(attached(bomb.make(bomb.size), "a.pdf"), attached(pdf("Vårt svar"), "b.pdf")))
    assert [(one.media_type, one.text) for one in message.attachments] == [(PDF, ""), (PDF, "Vårt svar")]
    assert message.defects == ("stopped",)
