"""The settings file, read whole."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config import ConfigError, HouseError, Settings, load
from config.example import FILE
from config.loading import parse


def problems(text: str) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        parse(text)
    return list(caught.value.problems)


def test_without_a_file_everything_has_its_default(tmp_path: Path):
    """The first start has no file."""
    assert Settings() == load(tmp_path / "settings.toml")


def test_three_mistakes_are_all_told_with_line_and_guess(tmp_path: Path):
    """Whoever mends a file wants to mend it once."""
    file = tmp_path / "settings.toml"
    file.write_text(
        "# ours\n"
        "[listening]\n"
        'wake_phrase = "hey juniper"\n'
        'wake_frase = "hello juniper"\n'
        "[speaking]\n"
        'engine = "hibarri"\n'
        "\n"
        "[household]\n"
        'time_zone = "Berlin"\n'
    )
    with pytest.raises(ConfigError) as caught:
        load(file)
    assert (
        "line 4: listening.wake_frase: there is no such setting. Did you mean 'wake_phrase'?",
        "line 6: speaking.engine: \"hibarri\" is not one of 'pyttsx3' or 'hibari'. "
        "Did you mean 'hibari'?",
        'line 9: household.time_zone: there is no time zone "Berlin". '
        'Did you mean "Europe/Berlin"?',
    ) == caught.value.problems


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[speeking]\nrate = 170", "line 1: speeking: there is no such setting. Did you mean"),
        ("rate = 170", "line 1: rate: there is no such setting. Did you mean 'speaking.rate'?"),
        ("speaking.rate = 999", "line 1: speaking.rate: 999 is too much; it must be at most 220"),
        ("[speaking]\nrate = 5", "line 2: speaking.rate: 5 is too little"),
        ("[speaking]\nrate = 170.5", "line 2: speaking.rate: it must be a whole number"),
        ('[speaking]\nrate = "170"', "line 2: speaking.rate: it must be a whole number"),
        ("[speaking]\nearcons = 1", "line 2: speaking.earcons: it must be true or false"),
        ("speaking = 3", "line 1: speaking: it must be a group of settings"),
        ('[quiet]\nbegins = "24:00"', 'line 2: quiet.begins: "24:00" is not a time of day'),
        ("[quiet]\nends = 07:00:00", 'line 2: quiet.ends: "07:00:00" is not a time of day'),
        ("[listening]\nmodel = 5", "line 2: listening.model: it must be a text in quotes"),
        ('[listening]\nwake_phrase = "juniper"', "line 2: listening.wake_phrase: "),
        ('[listening]\nwake_phrase = "hey r2d2"', '"r2d2" must be letters only'),
        ("[rituals.x]\ndays = 'mon-fry'", 'line 2: rituals.x.days: "fry" is not a day'),
        ('household.partners = "Maya"', "line 1: household.partners: write each partner as"),
        ("[page]\nport = 80", "line 2: page.port: 80 is too little; it must be at least 1024"),
        ("[listening]\ncommand_quiet = inf", "line 2: listening.command_quiet: "),
        ('[listening]\nmicrophone = "a\\u0007b"', "one line of ordinary letters"),
    ],
)
def test_each_kind_of_mistake_is_a_sentence_at_its_line(text: str, told: str):
    """ "Input should be a valid integer" helps nobody in a kitchen."""
    (problem,) = problems(text)
    assert told in problem


def test_a_slip_of_the_pen_does_not_hide_the_other_mistakes():
    """TOML readers stop at the first broken line; their users should not have to."""
    assert [
        'line 2: this cannot be understood: a text must stand in quotes, like "21:30"',
        "line 3: this cannot be understood: write true or false, in small letters",
        "line 5: speaking.rate: 300 is too much; it must be at most 220",
    ] == problems("[quiet]\nbegins = 22:30\nearcons = True\n[speaking]\nrate = 300\n")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[page\nport = 1", "line 1: this cannot be understood"),
        ("[page]\n[speaking]\n[page]\n", "line 3: this cannot be understood: this group stands"),
        ("[page]\nport = 8331\nport = 8332", "line 3: this cannot be understood: this setting"),
        ('[page]\nport = 8331\nx = """', "this cannot be understood"),
    ],
)
def test_broken_toml_is_told_with_its_line(text: str, told: str):
    """The place matters more than the grammar's name for the fault."""
    assert told in problems(text)[0]


LINES = [
    *FILE.read_text(encoding="utf-8").splitlines(),
    'x = """', "[", "[[", "[a.b]", "= 3", "rate = [", "[household.partners]", "[[household]]",
    "rituals = []", "rituals.x = 3", "time = 07:00:00", "d = 2020-01-01", "k = {a = 1,", "\0",
    "é = 1", "rate = 99999999999999999999999", "volume = nan", "partners = [1, 2]", "\u2028",
    "partners = [[]]", "household.partners.name = 1", "[speaking]", 'voice = "\\ud800"', "\r",
    "x = " + "[" * 5000,
]  # fmt: skip


@given(st.lists(st.sampled_from(LINES), max_size=14))
def test_no_file_is_too_broken_to_be_told_about(lines: list[str]):
    """Whatever is in it, its owner gets settings or sentences."""
    try:
        assert isinstance(parse("\n".join(lines)), Settings)
    except ConfigError as error:
        assert error.problems
        assert all(": " in problem for problem in error.problems)


def test_two_people_of_one_name_are_refused():
    """Then nobody could be thanked without asking."""
    text = '[[household.partners]]\nname = "Sam"\n[[household.partners]]\nname = "sam"\n'
    assert 'line 1: household.partners: "sam" is given twice' in problems(text)[0]


def test_an_alias_belongs_to_one_person_only():
    """An alias is a name too."""
    text = 'household.partners = [{name = "Maya"}, {name = "Sam", aliases = ["maya"]}]'
    assert '"maya" is given twice' in problems(text)[0]


def test_a_mistake_in_the_second_partner_is_found_on_its_own_line():
    """Two tables of the same name are told apart."""
    text = '[[household.partners]]\nname = "Maya"\n[[household.partners]]\nnmae = "Sam"\n'
    assert "line 4: household.partners.two.nmae: " in problems(text)[0]


def test_a_third_partner_is_refused():
    """The house is made for two."""
    text = "".join(f'[[household.partners]]\nname = "{name}"\n' for name in "ABC")
    assert "there are two partners, not 3" in problems(text)[0]


def test_one_partner_may_be_named_before_the_other():
    """Names come when they come."""
    one, two = parse('[[household.partners]]\nname = "Maya"\n').household.partners
    assert ("Maya", "") == (one.name, two.name)


def test_a_misspelt_ritual_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Otherwise its time would change nothing and nobody would know why."""
    (tmp_path / "tonights_question.yaml").touch()
    monkeypatch.setattr("config.problems.RITUALS", tmp_path)
    (problem,) = problems('[rituals.tonight_question]\ntime = "21:00"\n')
    assert (
        "line 1: rituals.tonight_question: there is no such ritual. "
        "Did you mean 'tonights_question'?" == problem
    )


def test_values_are_tidied():
    """ "Hey  Juniper" and "7:05" are what people type."""
    settings = parse('listening.wake_phrase = "Hey  Juniper"\nquiet.ends = "7:05"\n')
    assert ("hey juniper", "07:05") == (settings.listening.wake_phrase, settings.quiet.ends)


def test_a_file_saved_by_another_editor_is_read(tmp_path: Path):
    """A byte order mark and CRLF come with some editors."""
    file = tmp_path / "settings.toml"
    file.write_bytes(b"\xef\xbb\xbf[speaking]\r\nrate = 150\r\n")
    assert 150 == load(file).speaking.rate


def test_a_file_in_another_encoding_is_told_with_its_line(tmp_path: Path):
    """Not a traceback about byte 0xe9."""
    file = tmp_path / "settings.toml"
    file.write_bytes(b"[household]\n# Ren\xe9\n")
    with pytest.raises(ConfigError, match=r"line 2: settings\.toml is not written in UTF-8"):
        load(file)


def test_a_folder_in_the_files_place_is_told(tmp_path: Path):
    """It happens with container mounts."""
    with pytest.raises(HouseError, match="cannot be read"):
        load(tmp_path)
