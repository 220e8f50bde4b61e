"""The media types that are spoken of in more than one place (RFC 6838)."""

from __future__ import annotations

UNKNOWN = "application/octet-stream"
PDF = "application/pdf"
RTF = "application/rtf"
DOC = "application/msword"
MSG = "application/vnd.ms-outlook"
TNEF = "application/ms-tnef"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
ODT = "application/vnd.oasis.opendocument.text"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
ODP = "application/vnd.oasis.opendocument.presentation"
MAIL = "message/rfc822"
HTML = "text/html"
CALENDAR = "text/calendar"
