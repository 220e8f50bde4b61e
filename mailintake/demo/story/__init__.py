"""The mails of Luleå's consultation, 20 June to 3 October 2018: invented people who write to a mailbox of the day.

The mails lie as data in the TOML files beside this one, a file a month; the reading of them is in ``loading``.
"""

from mailintake.demo.story.loading import mails
from mailintake.demo.story.ours import stand_in
from mailintake.demo.story.storymail import Find, NothingToAnswerError, StoryMail

__all__ = ["Find", "NothingToAnswerError", "StoryMail", "mails", "stand_in"]
