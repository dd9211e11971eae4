"""The life of a handout: which exact text was reviewed, where it stands on a given day, and what names it on paper."""

from handouts.review.checkcode import WrongCodeError, check_code, near, read_code
from handouts.review.fingerprint import fingerprint
from handouts.review.identity import PACKET, Identity, identify, read_keywords
from handouts.review.notice import footer_facts, full_notice, imprint, notice, page_mark
from handouts.review.standing import FINAL, Standing, State, standing
from handouts.review.voices import Voice, Voices, keywords_of, state_of, worst

__all__ = (
    "FINAL",
    "PACKET",
    "Identity",
    "Standing",
    "State",
    "Voice",
    "Voices",
    "WrongCodeError",
    "check_code",
    "fingerprint",
    "footer_facts",
    "full_notice",
    "identify",
    "imprint",
    "keywords_of",
    "near",
    "notice",
    "page_mark",
    "read_code",
    "read_keywords",
    "standing",
    "state_of",
    "worst",
)
