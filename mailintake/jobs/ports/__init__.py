"""What the jobs ask of the outside world: the mailbox, the register, the composer and the transport.

Adapters are chosen in ``bootstrap``; the fakes in the tests are held to the same contract tests as the real ones.
"""
