"""Fakes of our own ports, held to the same contract tests as the adapters they stand for."""
