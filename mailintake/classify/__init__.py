"""The room that judges: what a mail is, which consultation it concerns, and whether the service may act by itself."""

from mailintake.classify.classifier import Classifier
from mailintake.classify.decide import VERSION

__all__ = ["VERSION", "Classifier"]
