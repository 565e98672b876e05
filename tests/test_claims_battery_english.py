"""English news: who says what, how firmly, and what is left of it when its frame is off."""

from __future__ import annotations

import pytest
from reading import NEEDS_PARSERS, claims

pytestmark = NEEDS_PARSERS


@pytest.mark.parametrize(
    ("text", "said"),
    [
        # inside
        ("The dam, engineers say, held.", [("The dam held", ("engineers",))]),
        ("He said the dam, according to engineers, had held.", [("the dam had held", ("He", "engineers"))]),
        ("The ministry, which had closed two wards, closed a third on Friday.",
            [("The ministry closed a third on Friday", ()), ("The ministry had closed two wards", ())]),
        # told to whom
        ("The general told the BBC the dam had burst.", [("the dam had burst", ("general",))]),
        ("Ana Ruiz told Radio Norland the school was shut.", [("the school was shut", ("Ana Ruiz",))]),
        ("The minister told Reuters two soldiers had died.", [("two soldiers had died", ("minister",))]),
        # said of a number, said and that, said that while
        ("Health officials said at least 40 people had died.", [("at least 40 people had died", ("Health officials",))]),
        ("The ministry said up to 300 homes had been flooded.", [("up to 300 homes had been flooded", ("ministry",))]),
        ("Police said the leak was small and that no one had been hurt.",
            [("the leak was small", ("Police",)), ("no one had been hurt", ("Police",))]),
        ("Police said the man was drunk and that he had no licence.",
            [("the man was drunk", ("Police",)), ("the man had no licence", ("Police",))]),
        ("The minister denied that the dam had cracks and that he knew of them.",
            [("the dam had cracks", ("minister",)), ("The minister knew of them", ("minister",))]),
        ("Hale said that while the officer was rude, nobody was pushed.",
            [("the officer was rude", ("Hale",)), ("nobody was pushed", ("Hale",))]),
        # who goes on to tell
        ("Officials said the missile landed in the sea, adding that nobody was hurt.",
            [("the missile landed in the sea", ("Officials",)), ("nobody was hurt", ("Officials",))]),
        ("Officials in Osk, speaking anonymously, said the town had fallen.",
            [("the town had fallen", ("Officials in Osk",)), ("Officials in Osk spoke anonymously", ())]),
        ("Hale said he believed the vote was fair.", [("the vote was fair", ("Hale",))]),
        # quoted, read, heard
        ("The minister was quoted as saying that the port was shut.", [("the port was shut", ("minister",))]),
        ("The minister was quoted by state media as saying that the port was shut.", [("the port was shut", ("minister",))]),
        ("According to a report seen by the Herald, officials ignored three warnings.",
            [("officials ignored three warnings", ("report seen by the Herald",))]),
        ("The court heard that Dunn stole the money.", [("Dunn stole the money", ("court",))]),
        ("Dunn stole the money, a court heard.", [("Dunn stole the money", ("court",))]),
        ("The general has been arrested, local media report.", [("The general has been arrested", ("local media",))]),
        # in front, in headlines
        ("As Hale said on Monday, the payments were legal.", [("the payments were legal", ("Hale",))]),
        ("No troops crossed border - minister", [("No troops crossed border", ("minister",))]),
        ("Survivors: ferry was overloaded", [("ferry was overloaded", ("Survivors",))]),
        ("BREAKING: Prime minister resigns, say aides", [("Prime minister resigns", ("aides",))]),
        ("It has emerged that the mayor took bribes.", [("the mayor took bribes", ())]),
        ("Hale admitted to having lied about the payments.", [("Hale has lied about the payments", ("Hale",))]),
        ("The company was accused by residents of hiding the leak.",
            [("The company was accused by residents of hiding the leak", ("residents",))]),
        # what looks like these and is none
        ("The court heard from three witnesses.", [("The court heard from three witnesses", ())]),
        ("Ruiz resigns - a minister with a past", [("Ruiz resigns - a minister with a past", ())]),
        ("The bridge in Osk, dating from 1900, was closed.",
            [("The bridge in Osk was closed", ()), ("The bridge in Osk dated from 1900", ())]),
        ("The ministry said at the weekend that the dam had burst.", [("the dam had burst", ("ministry",))]),
    ],
)  # fmt: skip
def test_who_says_it(text: str, said: list[tuple[str, tuple[str, ...]]]) -> None:
    assert [(claim.content, claim.speakers) for claim in claims("en", text)] == said


@pytest.mark.parametrize(
    ("text", "content", "speaker", "stance"),
    [
        ("The prime minister rejected claims he knew about the payments.", "The prime minister knew about the payments",
            "prime minister", "denied"),
        ("The army denied reports its soldiers fired on the crowd.", "its soldiers fired on the crowd", "army", "denied"),
        ("The minister poured cold water on reports that the tax would rise.", "the tax would rise", "minister", "denied"),
        ("The mayor brushed off claims that the tunnel was unsafe.", "the tunnel was unsafe", "mayor", "denied"),
        ("There is no truth in reports that the factory will close, a spokesman said.", "the factory will close", "spokesman", "denied"),
        ("Rumours that the president has died are false, the palace said.", "the president has died", "palace", "denied"),
        ("Hale's claim that unemployment had doubled is untrue.", "unemployment had doubled", None, "denied"),
        ("Police say the crowd attacked first; residents dispute that.", "the crowd attacked first", "residents", "denied"),
        ("Police say the crowd attacked first. Residents dispute that account.", "the crowd attacked first", "Residents", "denied"),
        ("The mayor denied wrongdoing.", "there was wrongdoing", "mayor", "denied"),
        ("Dunn pleaded not guilty to stealing the money.", "Dunn has stolen the money", "Dunn", "denied"),
        ("The army has yet to confirm that it fired on the crowd.", "The army fired on the crowd", "army", "uncommitted"),
        ("The minister refused to rule out sending troops to Osk.", "The minister will send troops to Osk", "minister", "uncommitted"),
        ("Hale dodged questions about whether the vote was fair.", "the vote was fair", "Hale", "uncommitted"),
        ("The mayor is said by prosecutors to have taken bribes.", "The mayor is said by prosecutors to have taken bribes", None,
            "conditional"),
        ("It has been alleged that the mayor took bribes.", "the mayor took bribes", None, "conditional"),
        ("The driver fled on foot, it is believed.", "The driver fled on foot", None, "conditional"),
        ("The driver, it is alleged, fled on foot.", "The driver fled on foot", None, "conditional"),
        # no denials
        ("The company rejected claims the union made last week.", "The company rejected claims the union made last week", None, "asserted"),
        ("The union rejected it.", "The union rejected it", None, "asserted"),
        ("The minister poured cold water on the engine.", "The minister poured cold water on the engine", None, "asserted"),
    ],
)  # fmt: skip
def test_how_firmly(text: str, content: str, speaker: str | None, stance: str) -> None:
    found = claims("en", text)[-1]
    assert (found.content, found.speaker, found.stance) == (content, speaker, stance)
