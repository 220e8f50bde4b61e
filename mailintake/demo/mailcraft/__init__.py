"""Received mail as real mail programs and mail servers make it: the same letter gives the same bytes, always."""

from mailintake.demo.mailcraft.clients import CLIENTS, Client
from mailintake.demo.mailcraft.earlier import Earlier, Person, person, read_earlier
from mailintake.demo.mailcraft.files import docx, invitation, pdf, png
from mailintake.demo.mailcraft.letter import OUR_ADDRESS, OURSELVES, File, Letter, compose, craft, subject_of
from mailintake.demo.mailcraft.reports import delivery_report, read_receipt

__all__ = [
    "CLIENTS",
    "OURSELVES",
    "OUR_ADDRESS",
    "Client",
    "Earlier",
    "File",
    "Letter",
    "Person",
    "compose",
    "craft",
    "delivery_report",
    "docx",
    "invitation",
    "pdf",
    "person",
    "png",
    "read_earlier",
    "read_receipt",
    "subject_of",
]
