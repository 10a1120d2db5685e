"""What is for one of the two alone: PINs, private entries, sealed answers, and the way out."""

from assistant.privacy.access_record import AccessRecord
from assistant.privacy.desk import Desk
from assistant.privacy.errors import (
    PasscodeMissing,
    PasscodeUnfit,
    PasscodeWrong,
    PinError,
    PinMissing,
    PinThere,
    PinUnfit,
    PinWrong,
    SignedOut,
    TooManyTries,
)
from assistant.privacy.passcode import Passcode
from assistant.privacy.pins import Pins
from assistant.privacy.private_entries import PrivateEntries, PrivateEntry
from assistant.privacy.sealed_answers import Closed, NotYet, SealedAnswers
from assistant.privacy.sealing import Cost, Key
from assistant.privacy.sessions import Session, Sessions

__all__ = [
    "AccessRecord",
    "Closed",
    "Cost",
    "Desk",
    "Key",
    "NotYet",
    "Passcode",
    "PasscodeMissing",
    "PasscodeUnfit",
    "PasscodeWrong",
    "PinError",
    "PinMissing",
    "PinThere",
    "PinUnfit",
    "PinWrong",
    "Pins",
    "PrivateEntries",
    "PrivateEntry",
    "SealedAnswers",
    "Session",
    "Sessions",
    "SignedOut",
    "TooManyTries",
]
