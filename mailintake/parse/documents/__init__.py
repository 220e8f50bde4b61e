"""The text of attached documents: one file a format, read in a process that may be stopped.

A format is a module with one function, ``read(content) -> Found``, and one line in ``READERS``. It is imported only in
the process that reads documents (see ``child``), so nothing of a library behind it is ever loaded in the service.
"""

from __future__ import annotations

from mailintake.parse.kinds import DOC, DOCX, MSG, ODP, ODS, ODT, PDF, PPTX, RTF, TNEF, XLSX

# Media type to the module that reads it.
READERS: dict[str, str] = {
    PDF: "pdf",
    DOCX: "word",
    DOC: "word_binary",
    RTF: "rich_text",
    ODT: "open_document",
    ODS: "open_document",
    ODP: "open_document",
    XLSX: "spreadsheet",
    PPTX: "presentation",
    MSG: "outlook",
    TNEF: "tnef",
}
