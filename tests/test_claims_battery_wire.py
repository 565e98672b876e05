"""English wires, courts, headlines and interviews: whom a pronoun means, who is named how, what is stood by or taken back."""

from __future__ import annotations

import pytest
from reading import NEEDS_PARSERS, claims

from detector.claims.grammar.single_quotes import with_double_quotes

pytestmark = NEEDS_PARSERS


@pytest.mark.parametrize(
    ("text", "content"),
    [
        # of whom those speak who report it
        ("Hale's office confirmed he would stand.", "Hale would stand"),
        ("Hale's campaign denied that he had taken the money.", "Hale had taken the money"),
        ("Dunn's mother told the Herald he had been missing for three days.", "Dunn had been missing for three days"),
        ("Aides to Governor Lena Marsh say she will not run again.", "Governor Lena Marsh will not run again"),
        ("The mayor's office said he would not attend the hearing.", "the mayor would not attend the hearing"),
        # who reports it
        ("Norland's president said he would resign in May.", "Norland's president would resign in May"),
        ("Norland's foreign ministry said it had expelled two diplomats.", "Norland's foreign ministry had expelled two diplomats"),
        ("The minister told Radio Norland he would resign.", "The minister would resign"),
        ("The union said they would strike in June.", "The union would strike in June"),
        ("Voss says she was not paid by Norland.", "Voss was not paid by Norland"),
        # open
        ("Police said he had been drinking.", "he had been drinking"),
        ("The club said he had signed a contract.", "he had signed a contract"),
        ("Voss's party says she was poisoned.", "she was poisoned"),
        ("The sheriff's office said he was armed.", "he was armed"),
        ("Dunn's sister said she had seen the car.", "she had seen the car"),
        ("Dunn's lawyers said he had been beaten.", "he had been beaten"),
        ("The judge told Dunn he had shown no remorse.", "he had shown no remorse"),
        ("The doctor told her she had cancer.", "she had cancer"),
        ("Spokeswoman Ana Ruiz said he had left the country.", "he had left the country"),
        ("Ms Lund said he had hit her twice.", "he had hit her twice"),
        ("Hale said they had left the building.", "they had left the building"),
        ("Hale said it was legal.", "it was legal"),
        ("Hale's spokesman, Tom Mott, said he would stand.", "he would stand"),
        ("A post-mortem examination found that he died of a stab wound.", "he died of a stab wound"),
        ("Sources close to the firm say he wants to leave.", "he wants to leave"),
        ("Holt said: “It is perfectly safe.”", "It is perfectly safe"),
        ("“He is safe,” Marsh said.", "He is safe"),
    ],
)  # fmt: skip
def test_whom_a_pronoun_means(text: str, content: str) -> None:
    assert [claim.content for claim in claims("en", text)] == [content]


@pytest.mark.parametrize(
    ("text", "content", "speaker"),
    [
        ("'No fraud took place': electoral body", "No fraud took place", "electoral body"),
        ("'We never fired on the crowd,' says army chief", "We never fired on the crowd", "army chief"),
        ("PM 'knew of payments' – ex-aide", 'PM "knew of payments"', "ex-aide"),
        ("Bank 'did not know' of fraud, ex-boss tells MPs", 'Bank "did not know" of fraud', "ex-boss"),
        ("Dunn 'lied to police', court told", 'Dunn "lied to police"', "court"),
        ("Dunn stole the money, the court was told.", "Dunn stole the money", "court"),
        ("Police: 12 dead in ferry sinking", "12 dead in ferry sinking", "Police"),
        ("Aides: Marsh knew of the leak", "Marsh knew of the leak", "Aides"),
        ("Voss: I was not paid by Norland", "I was not paid by Norland", "Voss"),
        ("HOLT: The dam was inspected in May.", "The dam was inspected in May", "Holt"),
        ("A: No, I did not know about the payments.", "I did not know about the payments", None),
        ("Prosecutors allege Dunn stole the money.", "Dunn stole the money", "Prosecutors"),
        ("Nobody from the company told residents that the water was unsafe.", "the water was unsafe", None),
        ("Minister took cash from builder, leaked emails show", "Minister took cash from builder", "leaked emails"),
        ("Mayor to resign, aides say", "Mayor to resign", "aides"),
        ("Minister denies cover-up, blames predecessor", "there was cover-up", "Minister"),
        ("Jurors heard that Dunn had sent 40 messages to the victim.", "Dunn had sent 40 messages to the victim", "Jurors"),
        ("Dunn, 34, of Mill Lane, Osk, said the house was empty.", "the house was empty", "Dunn"),
        ("The bank will cut 400 jobs, according to two people, who spoke on condition of anonymity.", "The bank will cut 400 jobs",
            "two people"),
        ("Lena Kell, 62, said: “The vote was rigged in Osk.”", "The vote was rigged in Osk", "Lena Kell"),
        # no sources
        ("Ferry operator accused of ignoring warnings", "Ferry operator accused of ignoring warnings", None),
        ("'Life is beautiful': a film for the ages", '"Life is beautiful": a film for the ages', None),
        ("Norland: 12 things to know", "Norland: 12 things to know", None),
        ("PRESS RELEASE: The company has sold its refinery.", "The company has sold its refinery", None),
        ("A. Ruiz resigned on Friday after the vote.", "A. Ruiz resigned on Friday after the vote", None),
    ],
)  # fmt: skip
def test_headlines_and_transcripts(text: str, content: str, speaker: str | None) -> None:
    assert [(claim.content, claim.speaker) for claim in claims("en", text)] == [(content, speaker)]


@pytest.mark.parametrize(
    ("text", "content", "speaker", "stance"),
    [
        ("The palace said rumours that the king had died were false.", "the king had died", "palace", "denied"),
        ("The ministry said reports that 300 soldiers had been killed were untrue.", "300 soldiers had been killed", "ministry", "denied"),
        ("The company called allegations that it hid the leak baseless.", "The company hid the leak", "company", "denied"),
        ("Dunn was paid by Norland, an allegation his lawyers called absurd.", "Dunn was paid by Norland", "lawyers", "denied"),
        ("The minister stopped short of saying that Norland was behind it.", "Norland was behind it", "minister", "uncommitted"),
        ("Hale walked back his claim that the vote was rigged.", "the vote was rigged", "Hale", "uncommitted"),
        ("The Herald retracted its report that the minister had taken bribes.", "the minister had taken bribes", "Herald", "uncommitted"),
        ("Hale doubled down on his claim that the vote was rigged.", "the vote was rigged", "Hale", "asserted"),
        ("Hale stood by his claim that the vote was rigged.", "the vote was rigged", "Hale", "asserted"),
        ("Reuters could not independently verify the claim that the town had fallen.", "the town had fallen", "Reuters", "uncommitted"),
        ("Correction: An earlier version of this article said that 40 people had died.", "40 people had died", None, "denied"),
        ("Kestrel said it \"categorically denies\" that its products caused the illness.", "its products caused the illness", "Kestrel",
            "denied"),
        ("Investigators have ruled out sabotage as the cause of the crash.",
            "sabotage was the cause of the crash", "Investigators", "denied"),
        ("Hale has repeatedly denied meeting Dunn.", "Hale has met Dunn", "Hale", "denied"),
        ("Hospital to close 40 beds", "Hospital to close 40 beds", None, "predicted"),
        ("The minister rubbished claims the dam had cracks.", "the dam had cracks", "minister", "denied"),
        ("The minister shrugged off reports that the dam had cracks.", "the dam had cracks", "minister", "denied"),
        ("Claims that the minister knew of the cracks were denied by his office.", "the minister knew of the cracks", "office", "denied"),
        ("Unions said 80% of staff walked out, a figure the company disputed.", "80% of staff walked out", "company", "denied"),
        # questions with their answer
        ("Asked whether he had taken the money, Dunn said no.", "Dunn had taken the money", "Dunn", "denied"),
        ("Pressed on whether the dam had cracks, the minister said it did not.", "the dam had cracks", "minister", "denied"),
        ("Pressed on whether the dam had cracks, the minister said it did.", "the dam had cracks", "minister", "asserted"),
        ("Asked if she would stand again, Marsh said she had not decided.", "Marsh had not decided", "Marsh", "asserted"),
        ("Asked if the bridge was safe, Holt said: “Nobody was hurt.”", "Nobody was hurt", "Holt", "asserted"),
        # what looks like these
        ("Both sides accused each other of breaking the truce.",
            "Both sides accused each other of breaking the truce", "sides", "asserted"),
        ("The key to victory is patience.", "The key to victory is patience", None, "asserted"),
        ("Hale walked back to his car.", "Hale walked back to his car", None, "asserted"),
        ("The Herald retracted its report that had angered the minister.", "The Herald retracted its report that had angered the minister",
            None, "asserted"),
        ("The company called the engineers that it had sacked.", "The company called the engineers that it had sacked", None, "asserted"),
    ],
)  # fmt: skip
def test_how_firmly(text: str, content: str, speaker: str | None, stance: str) -> None:
    found = claims("en", text)[-1]
    assert (found.content, found.speaker, found.stance) == (content, speaker, stance)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Police said 40 people died; doctors said 300.", [("40 people died", "Police", 40), ("300 people died", "doctors", 300)]),
        ("The government says 12 people died, but the opposition says it was 60.",
            [("12 people died", "government", 12), ("60 people died", "opposition", 60)]),
        ("The government says 12 people died, but the opposition says more than 60.",
            [("12 people died", "government", 12), ("more than 60 people died", "opposition", 60)]),
        ("Union claims 80% joined strike; firm says 15%", [("80% joined strike", "Union", 80), ("15% joined strike", "firm", 15)]),
        ("The army said it had lost 12 soldiers, but the rebels said 200.",
            [("The army had lost 12 soldiers", "army", 12), ("The army had lost 200 soldiers", "rebels", 200)]),
        # no such two
        ("Hale claims to have created 40,000 jobs; official figures show 12,000.",
            [("Hale has created 40,000 jobs", "Hale", 40000), ("official figures show 12,000", None, 12000)]),
        ("Police said 40 people died; doctors said 12 were children.",
            [("40 people died", "Police", 40), ("12 were children", "doctors", 12)]),
        ("Hale said he was 40; Marsh said nothing.", [("Hale was 40", "Hale"), ("Marsh said nothing", None)]),
    ],
)  # fmt: skip
def test_second_figures(text: str, told: list[tuple[str | float, ...]]) -> None:
    assert [(claim.content, claim.speaker, *(q.low for q in claim.quantities)) for claim in claims("en", text)] == told


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("He said 'no fraud' took place.", 'He said "no fraud" took place.'),
        ("‘The workers’ union agreed’, she said.", "“The workers’ union agreed”, she said."),
        ("Dunn's lawyers' claims of the '90s", "Dunn's lawyers' claims of the '90s"),
        ("“He told me ‘go’,” she said.", "“He told me ‘go’,” she said."),
    ],
)
def test_single_quotation_marks(text: str, read: str) -> None:
    assert with_double_quotes(text) == read
