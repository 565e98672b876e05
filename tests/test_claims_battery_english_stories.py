"""What short English stories tell: denials that go on, shares, descriptions behind names; all sentences are our own."""

import pytest
from reading import NEEDS_PARSERS, claims

from detector.claims.grammar.morphology import english, from_gerund

pytestmark = NEEDS_PARSERS

SAID = "The union says 40 people were hurt. "
# text, then content, speaker and stance of its last claims
TOLD = [
    # a denial that goes on
    (SAID + "The company denied that, saying only eight had been treated.",
        ("40 people were hurt", "company", "denied"), ("only eight had been treated", "company", "asserted")),
    (SAID + "The company denied that, but said eight had been treated.",
        ("40 people were hurt", "company", "denied"), ("eight had been treated", "company", "asserted")),
    (SAID + "The firm strongly denied those allegations and said eight had been treated.",
        ("40 people were hurt", "firm", "denied"), ("eight had been treated", "firm", "asserted")),
    (SAID + "The firm disputes the figure, saying eight were treated.",
        ("40 people were hurt", "firm", "denied"), ("eight were treated", "firm", "asserted")),
    (SAID + "Mayor Al Brown disputed that, and said he would sue.",
        ("40 people were hurt", "Al Brown", "denied"), ("Al Brown would sue", "Al Brown", "predicted")),
    (SAID + "The company denied the union's claims.", ("40 people were hurt", "company", "denied")),
    (SAID + "The mayor described the union's claim as false.", ("40 people were hurt", "mayor", "denied")),
    (SAID + "The ministry dismissed the claims as “complete nonsense”.", ("40 people were hurt", "ministry", "denied")),
    (SAID + "The mayor said that was “simply not true”.", ("40 people were hurt", "mayor", "denied")),
    ("Roe told reporters that care was not affected, a claim that the firm has since retracted.",
        ("care was not affected", "Roe", "asserted"), ("care was not affected", "firm", "denied")),
    ("The coastguard said that all four had been found, a statement it later withdrew.",
        ("all four had been found", "coastguard", "asserted"), ("all four had been found", "coastguard", "denied")),
    ("Renn dismissed as speculation reports that the pilots had complained.", ("the pilots had complained", "Renn", "denied")),
    # shares of what was counted
    ("The blast killed 17 people, nine of whom were women.",
        ("The blast killed 17 people", None, "asserted"), ("nine of the 17 people were women", None, "asserted")),
    ("The blast killed 17 people, of whom nine were women.",
        ("The blast killed 17 people", None, "asserted"), ("nine of the 17 people were women", None, "asserted")),
    ("Police arrested 12 men, two of whom were later released, officials said.",
        ("Police arrested 12 men", "officials", "asserted"), ("two of the 12 men were later released", "officials", "asserted")),
    # what is set off behind a name
    ("The mayor, a Democrat, said the bridge was safe.", ("the bridge was safe", "mayor", "asserted")),
    ("Colin Marr, 58, denies any wrongdoing.", ("there was wrongdoing", "Colin Marr", "denied")),
    ("Lange, asked again on Tuesday, said the camp was empty.",
        ("the camp was empty", "Lange", "asserted"), ("Lange was asked again on Tuesday", None, "asserted")),
    ("He vowed that the captives, believed to number about 30, would be home by May.",
        ("the captives would be home by May", "He", "predicted"), ("the captives were believed to number about 30", "He", "conditional")),
    ("Kim Lund, who represented Oakes at trial, claims detectives ignored the letters.",
        ("detectives ignored the letters", "Kim Lund", "asserted"), ("Kim Lund represented Oakes at trial", None, "asserted")),
    # figures put right inside a statement
    ("Diplomats said 38 prisoners, not 40, had been freed.", ("38 prisoners had been freed", "Diplomats", "asserted")),
    # who says it, and how far
    ("Police in Lakeside acknowledged on Tuesday that no weapon was found.", ("no weapon was found", "Police in Lakeside", "asserted")),
    ("Investigators later conceded that figure was based on an error.", ("that figure was based on an error", "Investigators", "asserted")),
    ("He said he had been assured by Nair in June that no jobs were at risk.", ("no jobs were at risk", "Nair", "asserted")),
    ("Gil Foster told employees in a memo that he took the blame for it.", ("Gil Foster took the blame for it", "Gil Foster", "asserted")),
    ("Nurses said surgery had been postponed for three days and that ambulances were being turned away.",
        ("surgery had been postponed for three days", "Nurses", "asserted"), ("ambulances were being turned away", "Nurses", "asserted")),
    ("Marsh said she had done nothing wrong but did not want to become a distraction.",
        ("Marsh had done nothing wrong", "Marsh", "asserted"), ("Marsh did not want to become a distraction", "Marsh", "asserted")),
    ("Ortiz said he had not seen the video but had “full confidence” in the chief.",
        ("Ortiz had not seen the video", "Ortiz", "asserted"), ("Ortiz had “full confidence” in the chief", "Ortiz", "asserted")),
    ("Holborn plans to close 45 stores, it said on Tuesday, blaming higher taxes.",
        ("Holborn will close 45 stores", "Holborn", "predicted"), ("Holborn blamed higher taxes", "Holborn", "asserted")),
    ("Boone could not be reached for comment on Monday.", ("Boone could not be reached for comment on Monday", None, "asserted")),
    # whom a pronoun does not mean
    ("One of them said he had been warned in writing.", ("he had been warned in writing", "One of them", "asserted")),
    ("One shadow minister said privately that she would be gone.", ("she would be gone", "One shadow minister", "predicted")),
    ("Her deputy, Omar Aziz, said she had his full support.", ("she had his full support", "Omar Aziz", "asserted")),
    ("“Mark said it was a coffin,” Lisa Dunn said. She said that she had letters to prove it.",
        ("it was a coffin", "Mark", "asserted"), ("Lisa Dunn had letters to prove it", "Lisa Dunn", "asserted")),
    ("The data include names and, in some cases, bank details.",
        ("The data include names and, in some cases, bank details", None, "asserted")),
    ("The midwife said he should resign.", ("he should resign", "midwife", "asserted")),
    ("The toll was 143, the ministry said, while the Red Crescent said it was at least 200.",
        ("The toll was 143", "ministry", "asserted"), ("it was at least 200", "Red Crescent", "asserted")),
    ("The ministry denied giving any such order.", ("The ministry has given such order", "ministry", "denied")),
    ("Tal said 14 villages had been destroyed, revising an earlier figure of nine.", ("14 villages had been destroyed", "Tal", "asserted")),
    ("Dame Ruth Pell said she was sorry. The review examined 340 births. It found that staff had been afraid.",
        ("The review examined 340 births", None, "asserted"), ("staff had been afraid", "It", "asserted")),
    # what looks like one of these
    ("Velara said the trial was safe. The trial cost £3m. It said that 40 people had been treated.",
        ("40 people had been treated", "Velara", "asserted")),
    ("The mayor said he should have known of it.", ("The mayor should have known of it", "mayor", "asserted")),
    ("The mayor said he was tired but stayed until midnight.",
        ("The mayor was tired", "mayor", "asserted"), ("The mayor stayed until midnight", None, "asserted")),
    ("Hale stressed that, on Monday, the party would vote against it.",
        ("on Monday, the party would vote against it", "Hale", "predicted")),
    ("The firm withdrew the offer on Monday.", ("The firm withdrew the offer on Monday", None, "asserted")),
    ("Experts say the dam could not hold another flood.", ("the dam could not hold another flood", "Experts", "conditional")),
    ("It was 12 men, not 40, said the mayor.", ("It was 12 men", "mayor", "asserted")),
    ("A woman named Ann Lee said the road was closed.", ("the road was closed", "Ann Lee", "asserted")),
    ("A witness said she heard three shots.", ("A witness heard three shots", "witness", "asserted")),
    (SAID + "The mayor rejected the plan as too costly.", ("The mayor rejected the plan as too costly", None, "asserted")),
]  # fmt: skip


@pytest.mark.parametrize("case", TOLD, ids=lambda case: case[0][-60:])
def test_what_english_stories_tell(case: tuple[str, ...]) -> None:
    text, *expected = case
    found = claims("en", text, min_words=3)
    assert [(claim.content, claim.speaker, claim.stance) for claim in found][-len(expected) :] == expected


def test_what_is_open_is_said_of_nobody() -> None:
    text = "The plane was bound for Doha. It is not known what caused the crash."
    found = claims("en", text, min_words=4)
    assert found[-1].resolved_text is None


def test_a_name_with_a_number_measures_no_week() -> None:
    text = "The report blames birds for the crash of a Skyfreight 737 last week."
    found = claims("en", text, min_words=4)
    assert "week" not in {quantity.unit for claim in found for quantity in claim.quantities}


@pytest.mark.parametrize(
    "base",
    """describe blame claim visit handle contribute accuse force urge allege pledge declare require fire repair appear expose propose name
    dream develop shape triple settle struggle injure ensure tour wait limit treat repeat state unite invite solicit shout execute combine
    join ruin abandon mention damage change hang exchange challenge plunge explore restore monitor ignore call pass press reach""".split(),
)
def test_gerunds_lead_back_to_their_verb(base: str) -> None:
    assert from_gerund(english(base).gerund)[0] == base
