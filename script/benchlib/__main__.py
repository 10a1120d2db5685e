"""What `script/bench` does: one function a subject, each prints a small table."""

import argparse
import sys
from pathlib import Path
from typing import TypeAlias

from script.benchlib import (
    crying,
    deck,
    hearing,
    household,
    loop,
    page,
    pausing,
    understanding,
    voicing,
    waking,
)
from script.benchlib.cleaning import AS_IT_IS, CLEANING


def main() -> int:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(prog="script/bench", description=__doc__)
    subjects = parser.add_subparsers(required=True, metavar="subject")
    one = subjects.add_parser("hearing", help="commands understood, beside PocketSphinx")
    one.add_argument("--data", type=Path, required=True, help="a folder like speech/commands")
    one.add_argument("--snr", default="clean", help="for example clean,24,12,6")
    one.add_argument("--noise", type=Path, help="default: ../noise/kitchen.flac beside the data")
    one.add_argument("--limit", type=int, help="so many recordings, spread over all")
    one.add_argument("--model", type=Path, default=Path("audio/models/en-starter"))
    one.add_argument("--metres", default="", help="across a kitchen, for example 1,3")
    one.add_argument("--clean", default=AS_IT_IS, help=f"some of: {', '.join(CLEANING)}")
    one.add_argument("--alone", action="store_true", help="without PocketSphinx")
    one.set_defaults(run=hearing.run)
    _household(subjects)
    _wake(subjects)
    _cries(subjects)
    _voice(subjects)
    one = subjects.add_parser("loop", help="end of speech to first sound, memory and idle CPU")
    one.add_argument("--requests", type=int, default=30)
    one.add_argument("--noise", type=Path, help="kitchen noise, 16 kHz mono")
    one.add_argument("--model", type=Path, default=Path("audio/models/en-starter"))
    one.set_defaults(run=loop.run)
    one = subjects.add_parser("endpointing", help="who is cut off in a pause, and who waits")
    one.set_defaults(run=pausing.run)
    one = subjects.add_parser("understanding", help="free wording, beside hassil and padacioso")
    one.add_argument("--confusions", type=int, default=15, help="so many pairs are shown")
    one.set_defaults(run=understanding.run)
    one = subjects.add_parser("deck", help="questions and rituals in figures")
    one.add_argument("--pairs", type=int, default=10, help="so many pairs alike are shown")
    one.set_defaults(run=deck.run)
    page.add_to(subjects)
    options = parser.parse_args()
    options.run(options)
    return 0


Subjects: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def _household(subjects: Subjects) -> None:
    one = subjects.add_parser("household", help="our own sentences, heard and understood")
    one.add_argument("--data", type=Path, required=True, help="a folder like speech/household")
    one.add_argument("--snr", default="clean", help="for example clean,12")
    one.add_argument("--noise", type=Path, help="default: ../noise/kitchen.flac beside the data")
    one.add_argument("--limit", type=int, help="so many recordings, spread over all")
    one.add_argument("--model", type=Path, default=Path("audio/models/en-starter"))
    one.set_defaults(run=household.run)


def _voice(subjects: Subjects) -> None:
    one = subjects.add_parser("voice", help="from a voice in the room to the right action")
    one.add_argument("--noise", type=Path, required=True, help="kitchen noise, 16 kHz mono")
    one.add_argument("--snr", default="clean,12", help="two noise levels, for example clean,12")
    one.add_argument("--sentences", type=int, default=60)
    one.add_argument("--tell", action="store_true", help="show what went wrong")
    one.set_defaults(run=voicing.run)


def _cries(subjects: Subjects) -> None:
    one = subjects.add_parser("cries", help="cries for help in a talk window, heard and imagined")
    one.add_argument("--voices", default="slt,rms,en-us+f3,en-gb+m3", help="of flite, espeak-ng")
    one.add_argument("--minutes", type=float, default=20, help="of talk about other things")
    one.add_argument("--model", type=Path, default=Path("audio/models/en-starter"))
    one.set_defaults(run=crying.run)


def _wake(subjects: Subjects) -> None:
    one = subjects.add_parser("wake", help="calls heard and imagined, beside PocketSphinx")
    one.add_argument("--data", type=Path, required=True, help="a folder like speech/")
    one.add_argument("--snr", default="clean,10,5", help="for example clean,10")
    one.add_argument("--minutes", type=float, default=60, help="of talk that calls nobody")
    one.add_argument("--own-minutes", type=float, default=60, help="of the house's own voice")
    one.add_argument("--only", default="", help="rows with this in their name, like ready-made")
    one.add_argument("--sphinx", default="1e-10,1e-20,1e-30", help="PocketSphinx's thresholds")
    one.add_argument("--limit", type=int, help="so many recordings of each kind, spread over all")
    one.add_argument("--model", type=Path, default=Path("audio/models/en-starter"))
    one.set_defaults(run=waking.run)


if __name__ == "__main__":
    sys.exit(main())
