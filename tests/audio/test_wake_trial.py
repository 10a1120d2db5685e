"""Trying a wake phrase: every try is counted, and whether it was heard."""

import pytest

from audio.model_thresholds import Thresholds
from audio.wake import WakePhrase
from audio.wake_trial import LONGEST_SECONDS, Trial, Tried
from tests.audio.hearing_fakes import NOISE, FakeActivity, FakeEngine, quiet, said

PAUSE = quiet(1.2)


@pytest.fixture
def trial() -> Trial:
    return Trial(WakePhrase(FakeEngine(), "hey juniper", Thresholds()), FakeActivity())


def after(trial: Trial, *parts: list) -> Tried:
    for frame in (frame for part in parts for frame in part):
        trial.feed(frame)
    return trial.tried


def test_five_times_heard_and_it_is_over(trial: Trial):
    """As somebody says it who wants to be sure."""
    tried = after(trial, quiet(1), *[said("hey juniper"), PAUSE] * 5)
    assert (tried.heard, tried.said, tried.over) == (5, 5, True)
    assert after(trial, said("hey juniper"), PAUSE) == tried


def test_what_was_not_heard_counts_as_said(trial: Trial):
    """A miss is what the trial is for."""
    tried = after(trial, said("hey juniper"), PAUSE, said("hey jennifer"), PAUSE)
    assert (tried.heard, tried.said, tried.over) == (1, 2, False)


def test_twice_in_one_breath_are_two(trial: Trial):
    """Not everybody waits."""
    tried = after(trial, said("hey juniper"), quiet(0.6), said("hey juniper"), PAUSE)
    assert (tried.heard, tried.said) == (2, 2)


def test_a_knock_is_no_try(trial: Trial):
    """Somebody puts a cup down."""
    tried = after(trial, quiet(1), [NOISE] * 5, PAUSE)
    assert (tried.heard, tried.said) == (0, 0)


def test_it_ends_by_itself_when_nobody_goes_on(trial: Trial):
    """Otherwise the house would stay deaf to requests."""
    tried = after(trial, said("hey juniper"), quiet(LONGEST_SECONDS))
    assert (tried.heard, tried.said, tried.over) == (1, 1, True)
