"""A mutation fuzzer: mails damaged in every way that mail is damaged, read as the service reads them.

A mutant follows from a seed and its number alone, so that each can be made again. See ``python -m fuzz --help``.
"""
