"""An evening at home in a few words: start, answer, say nothing, let time pass."""

from tests.assistant.household import Home4Two


def start(house: Home4Two, said: str) -> str:
    return house.hears(f"start the {said}")


def pass_time(house: Home4Two, seconds: float) -> str:
    """So much time goes by; the next tick brings what it brings."""
    house.clock.move(seconds=seconds)
    return house.tick()


def answer(house: Home4Two, text: str) -> str:
    return house.hears(text, state=house.expects.state)


def step(house: Home4Two) -> str:
    """The step that is on; "" when no ritual runs."""
    run = house.conversation._talk.run
    return run.step.name if run else ""


def silent_until(house: Home4Two, wanted: str) -> str:
    """They say nothing until this step comes; what was said last."""
    said = ""
    for _ in range(60):
        if step(house) == wanted:
            return said
        said = house.silence()
    raise AssertionError(f"{wanted} does not come: {step(house)}")
