"""Whoever tells of themselves is heard: a prompt to the listener follows every disclosure."""

import pytest

from assistant.rituals import Ritual, Step
from assistant.rituals.ritual import END
from tests.assistant.rituals.scripted import RITUALS

DISCLOSING = ("tonights_question", "evening_check_in", "active_listening", "repair")
PLAIN = {
    "evening_check_in": {"word_first", "word_first_touch", "word_second"},
    "active_listening": {"keep_line"},
    "repair": {"differently_first", "differently_second"},
}
"""One word, or what is only saved: nobody has told of themselves there."""


def after(ritual: Ritual, step: Step) -> Step | None:
    """The step that follows when somebody has told something and both are there."""
    name = step.then or ritual.after(step)
    while name != END and ritual.step(name).only == "alone":
        name = ritual.after(ritual.step(name))
    return None if name == END else ritual.step(name)


TELLING = [
    pytest.param(RITUALS[name], step, id=f"{name}.{step.name}")
    for name in RITUALS
    for step in RITUALS[name].steps
    if step.role == "speaker" and step.only != "alone"
]


@pytest.mark.parametrize(("ritual", "step"), TELLING)
def test_a_prompt_to_the_listener_follows(ritual: Ritual, step: Step):
    """At once, to the other one, and only where something was told."""
    follows = after(ritual, step)
    assert follows is not None
    assert follows.role == "listener"
    assert follows.who != step.who
    assert follows.needs in ("", step.name)
    assert not follows.given
    if not follows.prompts:
        assert all("{B}" in line for line in follows.say.full), "the listener is named"
        assert all("{A}" not in line.split()[0] for line in follows.say.full)


@pytest.mark.parametrize("name", DISCLOSING)
def test_no_disclosure_goes_unmarked(name: str):
    """Every ask and talk window of these rituals says whose it is."""
    ritual = RITUALS[name]
    unmarked = {
        step.name for step in ritual.steps if step.kind in ("ask", "window") and not step.role
    }
    assert unmarked == PLAIN.get(name, set())


@pytest.mark.parametrize(("ritual", "step"), TELLING)
def test_leaving_the_listener_out_needs_leaving_out_the_telling(ritual: Ritual, step: Step):
    """A couple may switch off both, never the answer alone."""
    follows = after(ritual, step)
    assert follows is not None
    assert not follows.optional or step.optional
