"""What the other one wrote: hidden from oneself at most; and words left for one another."""

from tests.assistant.household import Home4Two


def speaks(house: Home4Two, name: str) -> None:
    house.hears(f"this is {name}")


def thanked_by_both(house: Home4Two) -> None:
    house.hears("thank you Sam for the tea")
    house.clock.move(minutes=1)
    house.hears("thank you Maya for the soup")


def test_what_the_other_wrote_is_hidden_and_not_deleted(house: Home4Two):
    thanked_by_both(house)
    speaks(house, "Maya")
    assert "?" in house.hears("delete what Sam said about the soup")
    assert "Sam" in house.hears("yes", state="confirm")
    assert house.kept() == ["the soup", "the tea"]
    assert "soup" not in house.hears("find the soup")
    speaks(house, "Sam")
    assert "soup" in house.hears("find the soup")


def test_what_somebody_has_hidden_is_not_read_out_to_nobody_in_particular(house: Home4Two):
    """Whoever is in the room hears it."""
    thanked_by_both(house)
    speaks(house, "Maya")
    house.hears("delete what Sam said about the soup")
    house.hears("yes", state="confirm")
    house.clock.move(minutes=30)
    assert "soup" not in house.hears("find the soup")


def test_a_day_of_both_is_half_deleted_and_half_hidden(house: Home4Two):
    thanked_by_both(house)
    speaks(house, "Maya")
    house.hears("delete everything from today")
    house.hears("yes", state="confirm")
    assert house.kept() == ["the soup"]
    assert house.kept(hidden_from="one") == []
    assert house.kept(hidden_from="two") == ["the soup"]


def test_who_speaks_is_asked_where_it_matters(house: Home4Two):
    thanked_by_both(house)
    assert house.hears("delete everything from today") in ("Who is this from?", "Who's speaking?")
    house.hears("Sam", state="person")
    house.hears("yes", state="confirm")
    assert house.kept() == ["the tea"]


def test_nobody_speaks_of_themselves_by_name(house: Home4Two):
    """ "Delete what Sam said" comes from the other one, or wants asking."""
    thanked_by_both(house)
    house.hears("delete what Sam said about the soup")
    assert house.expects.state == "person"


def test_a_message_is_read_to_whom_it_is_for_and_once(house: Home4Two):
    speaks(house, "Maya")
    house.hears("tell Sam I'm sorry about this morning")
    assert "sorry" not in house.hears("any messages for me")
    speaks(house, "Sam")
    assert "Maya left you this" in house.hears("any messages for me") or house.out
    assert "sorry" not in house.hears("any messages for me"), "it has been heard"


def test_a_message_of_love_is_turned_towards_the_one_who_hears_it(house: Home4Two):
    speaks(house, "Maya")
    house.hears("tell Sam I love him")
    assert house.kept() == ["I love him"]
    speaks(house, "Sam")
    assert "I love you" in house.hears("any messages for me")


def test_nobody_knows_who_asks_so_the_house_asks(house: Home4Two):
    house.hears("tell Sam I'm sorry about this morning")
    house.hears("Maya", state=house.expects.state) if house.expects.state == "person" else None
    house.clock.move(minutes=20)
    assert "?" in house.hears("any messages for me")
    assert "sorry" in house.hears("Sam", state="person")


def test_many_messages_are_announced_first(house: Home4Two):
    speaks(house, "Maya")
    for what in ("this morning", "last night", "the plate"):
        house.hears(f"tell Sam I'm sorry about {what}")
    speaks(house, "Sam")
    assert "three" in house.hears("any messages for me")
    assert "plate" in house.hears("yes", state="confirm")


def test_messages_are_not_read_before_guests(house: Home4Two):
    speaks(house, "Maya")
    house.hears("tell Sam I love him")
    speaks(house, "Sam")
    house.hears("we have guests")
    assert "love" not in house.hears("any messages for me")
    house.hears("guests have left")
    assert "I love you" in house.hears("any messages for me")


def test_guests_do_not_hear_what_was_said_before_they_came(house: Home4Two):
    """ "Say that again" is for those who were here."""
    house.hears("thank you Sam for the tea")
    house.hears("we have guests")
    assert "tea" not in house.hears("say that again")


def test_that_a_message_waits_is_said_once_and_not_what_it_says(house: Home4Two):
    """At the next ritual that is offered; nobody is reminded twice."""
    speaks(house, "Maya")
    house.hears("tell Sam I'm sorry about this morning")
    house.clock.move(minutes=20)
    house.silence()
    house.due("tonights_question")
    said = house.tick()
    assert "Sam" in said
    assert "messages" in said
    assert "sorry" not in said
    house.hears("not now", state="ritual_cue")
    house.clock.move(minutes=30)
    house.due("tonights_question")
    assert "messages" not in house.tick()


def test_before_guests_it_is_not_said_that_something_waits(house: Home4Two):
    speaks(house, "Maya")
    house.hears("tell Sam I'm sorry about this morning")
    house.hears("we have guests")
    house.clock.move(minutes=20)
    house.silence()
    house.due("tonights_question")
    assert "messages" not in house.tick()
