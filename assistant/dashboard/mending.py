"""Words that were hard to hear, put right one by one on the page."""

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from assistant.dashboard.journal import one, own
from assistant.dashboard.page import from_script, show, the_door
from intents.mending import exchanged

LONGEST = 60

mending = Blueprint("mending", __name__, url_prefix="/journal")


@mending.post("/<int:number>/words")
def words(number: int) -> ResponseReturnValue:
    """Take the words as they stand in the fields; they are sure from now on."""
    typed = [word.strip()[:LONGEST] for word in request.form.getlist("word")]
    door = the_door()
    found = own(number)
    with door.journal() as book:
        text = found.text
        for old, new in zip(found.unsure_words, typed, strict=False):
            text = exchanged(text, old, new or old)
        mended = book.edit(number, text=text, unsure=False)
    if not from_script():
        return show("journal", saved=number)
    return one("entry", mended, fresh=True)
