"""Composing the mail we send and handing it to the outgoing server."""
