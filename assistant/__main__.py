"""The command line: the only place that prints and the only one that exits."""

import argparse
import faulthandler
import getpass
import json
import logging
import signal
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from assistant import commands, telling
from assistant.app import House, Wishes, no_trace
from assistant.doctor import examine
from assistant.household import SettingsBook
from assistant.logs import set_up_logs
from assistant.one_house import OneHouse
from audio import model_commands, speech_model
from config.errors import HouseError
from config.paths import Home, home

log = logging.getLogger(__name__)


LONGEST_END_SECONDS = 6.0
"""It takes less than two; a sound server that is gone can hold a stream for ever."""


def main(arguments: list[str] | None = None) -> int:
    """Run one command; what went wrong is printed as a sentence."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.command(options) or 0)
    except HouseError as error:
        print(error, file=sys.stderr)
        return 1
    except (KeyboardInterrupt, BrokenPipeError):
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m assistant", description=__doc__)
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument(
        "--partners", default="", metavar="A,B", help="two names, for a household not set up yet"
    )
    shared.add_argument("--json", action="store_true", help="one JSON object a line")
    verbs = parser.add_subparsers(required=True, metavar="command")

    def verb(name: str, command: Any, help: str) -> argparse.ArgumentParser:
        added = verbs.add_parser(name, help=help, parents=[shared])
        added.set_defaults(command=command)
        return added

    verb("run", _run, "open the house")
    verb("hear", _hear, "run the whole house on a sound file").add_argument("file", type=Path)
    verb("ask", _ask, "ask in writing").add_argument("text", nargs="+")
    verb("say", _say, "say something aloud").add_argument("text", nargs="+")
    understand = verb("understand", _understand, "what sentences mean; reads standard input")
    understand.add_argument("sentence", nargs="*")
    files = verb("transcribe", _transcribe, "what is said in sound files")
    files.add_argument("files", nargs="+", type=Path, metavar="file")
    verb("doctor", _doctor, "look for what is wrong, and say what to do")
    passcode = verb("passcode", _passcode, "let the home's other devices open the page, or not")
    passcode.add_argument("action", nargs="?", choices=["choose", "off"], default="choose")
    models = verb("models", _models, "speech models: list, install NAME, use NAME-OR-FOLDER")
    models.add_argument("action", choices=["list", "install", "use"])
    models.add_argument("name", nargs="?", default="")
    return parser


def _open(options: argparse.Namespace) -> tuple[Home, SettingsBook]:
    place = home()
    book = SettingsBook(place.settings_file)
    commands.stand_in(book, options.partners)
    return place, book


def _print(records: Iterable[dict[str, Any]], as_json: bool, sentence: str) -> None:
    for record in records:
        line = json.dumps(record, ensure_ascii=False) if as_json else sentence.format(**record)
        print(line, flush=True)


def _run(options: argparse.Namespace) -> None:
    place, book = _open(options)
    with OneHouse(place) as only:
        set_up_logs(place, book.settings)
        if book.settings.listening.fetch_model:
            told = speech_model.first_start(place, _progress)
            if told:
                print(told, flush=True)
        trace = telling.Teller(_tell(options)) if options.json else no_trace
        house = House(place, book, Wishes(trace=trace))
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: _end(house))

        def opened(address: str) -> None:
            only.tell(address)
            phrase = book.settings.listening.called_by
            troubles = house.board.snapshot().troubles
            deaf = "microphone" in troubles or "model" in troubles
            print(f"{'Open' if deaf else 'Listening'}. The page is at {address}", flush=True)
            if elsewhere := house.door.network.addresses():
                print(f"On other devices of the home: {' or '.join(elsewhere)}", flush=True)
            for sentence in troubles.values():
                print(sentence, flush=True)
            way = "On the page, type or talk" if deaf else "Say"
            called = "" if deaf else f"{phrase.capitalize()}, "
            print(f"{way}: “{called}what's tonight's question?”", flush=True)

        house.live(opened)


def _end(house: House) -> None:
    """Close the house; if a sound library never comes back, tell where it hangs and end anyway.

    What was confirmed is on the disk long before, so nothing is lost by it. It watches until the
    process is gone, since some libraries take their leave only then.
    """
    faulthandler.dump_traceback_later(LONGEST_END_SECONDS, exit=True)
    house.close_soon()


def _progress(done: int, total: int) -> None:
    share = done / total if total else 0
    bar = "#" * round(share * 30)
    end = "\n" if done >= total else ""
    print(f"\rFetching the speech model [{bar:<30}] {share:4.0%}", end=end, flush=True)


def _hear(options: argparse.Namespace) -> None:
    place, book = _open(options)
    commands.hear(place, book, options.file, _tell(options))


def _tell(options: argparse.Namespace) -> Callable[[dict[str, Any]], None]:
    """Prints what happens in the house, while it happens."""

    def tell(record: dict[str, Any]) -> None:
        as_json = json.dumps(record, ensure_ascii=False)
        line = as_json if options.json else telling.as_sentence(record)
        if line:
            print(line, flush=True)

    return tell


def _ask(options: argparse.Namespace) -> None:
    place, book = _open(options)
    record = commands.ask(place, book, " ".join(options.text))
    print(json.dumps(record, ensure_ascii=False) if options.json else "\n".join(record["reply"]))


def _say(options: argparse.Namespace) -> None:
    place, book = _open(options)
    commands.say(place, book.settings, " ".join(options.text))


def _understand(options: argparse.Namespace) -> None:
    _, book = _open(options)
    lines = options.sentence or (line.strip() for line in sys.stdin)
    records = commands.understand_all(book, (line for line in lines if line))
    _print(records, options.json, "{text}: {intent} {slots} ({decision}, {score})")


def _transcribe(options: argparse.Namespace) -> None:
    place, book = _open(options)
    records = commands.transcribe(place, book, options.files)
    _print(records, options.json, "{file}: “{heard}”: {intent} {slots} ({decision}, {score})")


def _doctor(options: argparse.Namespace) -> int:
    place = home()
    findings = examine(place)
    if options.json:
        for each in findings:
            print(json.dumps({"topic": each.topic, "good": each.good, "sentence": each.sentence}))
    else:
        for each in findings:
            print(f"{'ok ' if each.good else '!! '} {each.topic}: {each.sentence}")
    return 0 if all(each.good for each in findings) else 1


def _passcode(options: argparse.Namespace) -> None:
    place, book = _open(options)
    if options.action == "off":
        print(commands.shut_network(book))
        return
    asks = sys.stdin.isatty()
    typed = getpass.getpass("A passcode for other devices: ") if asks else sys.stdin.readline()
    print(commands.open_network(place, book, typed))


def _models(options: argparse.Namespace) -> None:
    place = home()
    for line in model_commands.run(place, options.action, options.name, _progress):
        print(line)


if __name__ == "__main__":
    sys.exit(main())
