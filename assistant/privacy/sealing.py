"""Sealing words for one person, and the lock that a PIN opens. The only place with cryptography.

Sealing is HPKE (RFC 9180: X25519, HKDF-SHA256, ChaCha20-Poly1305): it needs the open half of the
person's key alone, so that a voice can put something away without a PIN. The half that opens is
random, and is itself locked with a key made of the PIN by Argon2id; changing the PIN locks the
same half anew and touches no entry.

What this keeps out: somebody who reads the journal's file, a copy or an export. How long it holds
against somebody who takes the file away and tries PINs with a program depends on the PIN alone:
each try takes about half a second and 64 MB, so four digits last hours, eight letters and digits
last for ever. It is no protection against somebody who makes you say the PIN, or who changes the
program on your computer before you type it.

The library is imported where it is used: most houses seal nothing on most days, and it would take
6 MB all the while.
"""

import json
import os
import unicodedata
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from assistant.privacy.errors import PinWrong

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
    from cryptography.hazmat.primitives.hpke import Suite

BLOCK = 256
"""Sealed words are filled up to a multiple of so many bytes: their length tells nothing."""

NONCE = 12


class SealBroken(Exception):
    """This key does not open it, or it was changed."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one try of a PIN costs; kept beside the lock, so that later locks may cost more."""

    iterations: int = 3
    lanes: int = 4
    memory_kib: int = 64 * 1024

    def written(self) -> str:
        """As JSON."""
        return json.dumps(asdict(self))

    @classmethod
    def read(cls, text: str) -> "Cost":
        """From JSON."""
        return cls(**json.loads(text))


@dataclass(frozen=True, slots=True)
class Lock:
    """A key that only the PIN brings out."""

    wrapped: bytes
    salt: bytes
    cost: Cost


@dataclass(frozen=True, slots=True, repr=False)
class Key:
    """What opens one person's seals. Lives in memory; `repr` shows nothing of it."""

    raw: bytes

    @classmethod
    def new(cls) -> "Key":
        """A random one."""
        from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

        return cls(X25519PrivateKey.generate().private_bytes_raw())

    @property
    def public(self) -> bytes:
        """The half that seals."""
        return self._private().public_key().public_bytes_raw()

    def open(self, sealed: bytes, purpose: str) -> str:
        """The words again. Raises SealBroken for another key, purpose or a changed byte."""
        from cryptography.exceptions import InvalidTag

        try:
            filled = _suite().decrypt(sealed, self._private(), purpose.encode())
        except (InvalidTag, ValueError) as error:
            raise SealBroken from error
        return filled.rstrip(b"\0").decode()

    def lock(self, pin: str, person: str, cost: Cost) -> Lock:
        """Lock it with a PIN; the lock fits this person alone."""
        salt, nonce = os.urandom(16), os.urandom(NONCE)
        wrapped = _box(pin, salt, cost).encrypt(nonce, self.raw, person.encode())
        return Lock(nonce + wrapped, salt, cost)

    def _private(self) -> "X25519PrivateKey":
        from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

        return X25519PrivateKey.from_private_bytes(self.raw)


def unlock(lock: Lock, pin: str, person: str) -> Key:
    """The key behind the lock. Raises PinWrong."""
    from cryptography.exceptions import InvalidTag

    box = _box(pin, lock.salt, lock.cost)
    nonce, wrapped = lock.wrapped[:NONCE], lock.wrapped[NONCE:]
    try:
        return Key(box.decrypt(nonce, wrapped, person.encode()))
    except InvalidTag as error:
        raise PinWrong from error


def seal(words: str, public: bytes, purpose: str) -> bytes:
    """Seal words for whoever holds the key; the purpose is needed to open them, and no secret."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

    plain = words.replace("\0", "").encode()
    filled = plain + b"\0" * (-len(plain) % BLOCK)
    return _suite().encrypt(filled, X25519PublicKey.from_public_bytes(public), purpose.encode())


def _suite() -> "Suite":
    from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

    return Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)


def _box(pin: str, salt: bytes, cost: Cost) -> "ChaCha20Poly1305":
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    kdf = Argon2id(
        salt=salt,
        length=32,
        iterations=cost.iterations,
        lanes=cost.lanes,
        memory_cost=cost.memory_kib,
    )
    # The same letters typed on another keyboard may come in another form.
    return ChaCha20Poly1305(kdf.derive(unicodedata.normalize("NFC", pin).encode()))
