"""A report in the body of a mail: the numbers themselves, not a promise of them."""

from scorecards.media.mail.letter import Letter, letter_of

__all__ = ["Letter", "letter_of"]
