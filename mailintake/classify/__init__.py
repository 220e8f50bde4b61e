"""The room that judges: what a mail is, which consultation it concerns, and whether the service may act by itself.

Importing this package is cheap: the rules and the model are loaded with :mod:`mailintake.classify.classifier`.
"""
