"""Whole services over real servers, for the tests that go through the command line."""
