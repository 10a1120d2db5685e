"""Who lives here, and who else may be in the room."""

from typing import Literal

Person = Literal["one", "two"]
Company = Literal["", "guests", "kids"]
"""Who else is in the room."""
