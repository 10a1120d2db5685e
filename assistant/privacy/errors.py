"""What can be wrong with a PIN, each as a sentence that helps."""

from datetime import datetime

from config.errors import HouseError


class PinError(HouseError):
    """The PIN was not taken."""


class PinUnfit(PinError):
    """Too short, too long, or the first one anybody would try."""


class PinWrong(PinError):
    """Not this person's PIN."""

    def __init__(self) -> None:
        super().__init__("That isn't the PIN. Nothing was opened.")


class PinMissing(PinError):
    """This person has not chosen a PIN yet."""

    def __init__(self) -> None:
        super().__init__("There is no PIN yet. Choose one on the page first.")


class PinThere(PinError):
    """This person has a PIN already."""

    def __init__(self) -> None:
        super().__init__("You have a PIN already. It can be changed with the old one.")


class TooManyTries(PinError):
    """Somebody has guessed too often; it must wait, also after a restart."""

    def __init__(self, until: datetime) -> None:
        self.until = until
        super().__init__(f"Too many tries. Please wait until {until:%H:%M:%S}, then try again.")


class PasscodeUnfit(PinError):
    """Too short, or the first one anybody would try."""


class PasscodeWrong(PinError):
    """Not the page's passcode."""

    def __init__(self) -> None:
        super().__init__("That isn't the passcode.")


class PasscodeMissing(PinError):
    """Nobody has chosen a passcode yet."""

    def __init__(self) -> None:
        super().__init__("There is no passcode yet. Choose one first.")


class SignedOut(PinError):
    """The session is over, or never was."""

    def __init__(self) -> None:
        super().__init__("Please sign in with your PIN first.")
