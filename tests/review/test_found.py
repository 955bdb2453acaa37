"""Faults that a cold reading of the core found, each on the smallest contact that shows it."""

from collections import Counter
from dataclasses import replace

import numpy as np
import orjson
import pytest
from run.nights import run, settings
from said import call, contact

from ccqa.checks import catalogue
from ccqa.contact import Event, EventKind
from ccqa.evaluation import acts
from ccqa.evaluation.verdicts import of_contact
from ccqa.finding import Verdict
from ccqa.privacy import mask
from ccqa.reading.reader import Reader
from ccqa.run import judging
from ccqa.run.measuring import measure
from ccqa.run.night import open_store

PASS, FAIL, NA, UNSURE = Verdict.PASS, Verdict.FAIL, Verdict.NA, Verdict.UNSURE
ASKS = "C: How do I reset my router?"
ADVICE = "A: You can reset it by holding the power button for ten seconds."


def judged(check, said, **fields):
    return catalogue()[check](call(said, **fields)).verdict


def scorer():
    return judging.scorer()


def folded(criterion, said):
    return of_contact(scorer().score(contact(said)))[criterion]


def row(name, **fields):
    turns = [
        {"role": "agent", "text": "Good morning, my name is Ada from Larkspur Energy."},
        {"role": "customer", "text": "How do I reset my heating?"},
        {"role": "agent", "text": "Please press the reset button for ten seconds."},
    ]
    return {"id": name, "language": "en", "channel": "chat", "turns": turns} | fields


def written(path, *rows):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"".join(orjson.dumps(one) + b"\n" for one in rows))
    return path


# Several agents


def test_a_complaint_made_between_two_agents_is_taken_up_by_the_second():
    said = (
        "A1: One moment, I will transfer you. | C: I want to make a complaint. | A2: I have registered your complaint."
    )
    assert folded("CMP-01", said) is PASS


def test_trouble_told_between_two_agents_is_acknowledged_by_the_second():
    said = "A1: Hello. | C: My phone arrived broken. | A2: I am sorry to hear that."
    assert folded("CRT-04", said) is PASS


def test_the_join_message_of_the_second_agent_gives_their_name():
    said = (
        f"B: Welcome to Larkspur Energy. | A1: Hello, my name is Ada. | {ASKS} | A1: I will transfer you."
        " | B: Hi, my name is Bob, please wait while I read your conversation. | A2: How can I help you?"
    )
    assert folded("IDN-01", said) is PASS


def test_a_need_that_the_first_agent_answered_is_not_held_against_the_second():
    said = f"A1: Hello. | {ASKS} | A1: {ADVICE[3:]} | C: It works, thanks. | A2: Goodbye. | C: Bye."
    assert folded("RES-01", said) is PASS


def test_a_need_handed_to_a_colleague_without_an_answer_is_not_dropped():
    said = f"A1: Hello. | {ASKS} | A1: One moment please. | C: ok | A2: {ADVICE[3:]}"
    assert folded("RES-01", said) is PASS


def test_a_turn_without_an_agents_id_opens_no_contact_of_its_own():
    said = f"A1: Good morning. | {ASKS} | {ADVICE} | A1: Goodbye."
    assert folded("CRT-01", said) is not FAIL


# What is cut, and what only looks cut


@pytest.mark.parametrize(
    "last", ["C: ok", "C: Okay. | A: Which router do you have?"], ids=["the customer says ok", "a later question"]
)
def test_an_answer_that_was_given_counts_wherever_the_transcript_stops(last):
    assert judged("resolution.answer", f"{ASKS} | {ADVICE} | {last}") is PASS


@pytest.mark.parametrize(
    ("check", "said"),
    [
        ("courtesy.acknowledgement", "A: Hello. | C: My phone arrived broken."),
        (
            "complaint.taken_up",
            f"{ASKS} | {ADVICE} | A: Have a nice day! | C: I want to make a complaint.",
        ),
        (
            "resolution.confirmation",
            "C: My app crashes. | A: Please restart your phone and open it again. | C: It still does not work.",
        ),
        (
            "resolution.next_step",
            "C: My parcel never arrived. | A: I will forward your case to the warehouse. | A: One moment please.",
        ),
        ("resolution.refusal", "C: I want my money back. | A: We cannot refund this. | A: One moment please."),
    ],
)
def test_what_may_have_come_after_the_cut_is_unsure(check, said):
    assert judged(check, said) is UNSURE


def test_a_customer_who_thanks_and_asks_again_still_waits():
    said = f"{ASKS} | {ADVICE} | C: Thanks, but I also want to cancel my order, how do I do that?"
    assert judged("courtesy.farewell", said) is UNSURE


def test_a_need_that_the_agent_lets_drop_with_a_goodbye_is_no_pass():
    said = f"{ASKS} | {ADVICE} | C: And how do I change my password? | A: Have a nice day!"
    assert judged("resolution.answer", said) not in {PASS, NA}


def test_a_need_that_is_met_with_a_goodbye_alone_was_dropped():
    assert judged("resolution.answer", f"A: Hello! | {ASKS} | A: I see. | A: Have a nice day!") is FAIL


# Other verdicts


@pytest.mark.parametrize(
    "last",
    [
        "C: Ok, I will do it, thank you. | A: Yes please, the light will blink twice.",
        "A: I will close this chat now since no response has been received.",
    ],
    ids=["a turn after the customer's thanks", "the agent ends the contact"],
)
def test_an_agent_who_has_the_last_word_owes_a_farewell(last):
    assert judged("courtesy.farewell", f"{ASKS} | {ADVICE} | {last}") is FAIL


def test_a_denial_that_the_agent_answers_with_goodbye_fails_although_they_asked():
    said = "C: My app crashes. | A: Please restart your phone. Does it work now? | C: No, it still does not work. | A: Goodbye!"
    assert judged("resolution.confirmation", said) is FAIL


def test_a_need_left_open_makes_a_next_step_due():
    said = "A: Hello. | C: My parcel never arrived, where is it? | A: Thank you for contacting us. Goodbye. | C: Bye."
    assert judged("resolution.next_step", said) is FAIL


def test_a_virtual_assistants_name_is_not_the_agents():
    said = "B: Hello! My name is Billie, the virtual assistant of Larkspur Energy. | C: Hi | A: Welcome to Larkspur Energy."
    assert judged("identification.agent", said) is FAIL


def test_a_request_that_the_customer_refuses_identifies_nobody():
    said = "C: Where is my order? | A: May I have your order number? | C: No. | A: Your order was shipped on Monday."
    assert judged("identification.customer", said) is not PASS


def test_a_hold_that_the_system_saw_is_a_wait_although_a_question_follows():
    said = f"{ASKS} | A: One moment please. | C: ok | A: Which router do you have? | C: The red one. | {ADVICE}"
    assert judged("responsiveness.hold", said, events=(Event(EventKind.HOLD, 10.0, 100.0),)) is FAIL


def test_turns_that_follow_soon_upon_each_other_are_no_silence():
    said = contact("C: Where is it? | A: One moment please. | A: Still looking. | A: What is your order number?")
    turns = [replace(t, start_s=s, end_s=s + 1) for t, s in zip(said.turns, (0.0, 5.0, 18.0, 28.0), strict=True)]
    reading = next(Reader().readings(replace(said, turns=tuple(turns))))
    assert catalogue()["responsiveness.hold"](reading).verdict is NA


def test_a_transfer_to_this_agent_is_no_handing_over():
    said = f"{ASKS} | {ADVICE} | C: It works, bye! | A: Fine then."
    came = Event(EventKind.TRANSFER, 0.0, to="a1")
    assert judged("courtesy.farewell", said, agent="a1", events=(came,)) is FAIL


# People's data, and counting


def test_nothing_personal_stays_in_what_surrounds_the_turns():
    said = contact("A: Hello.", customer="ada@mail.example.be", reason="card 4111 1111 1111 1111")
    masked, _ = mask(said)
    assert "4111" not in repr(masked)
    assert "ada@" not in repr(masked)


def test_a_belgian_number_is_masked_in_whatever_language_it_is_said():
    masked, _ = mask(contact("C: call me on 0470 12 34 56"))
    assert "0470" not in masked.turns[0].text


def test_a_contact_in_two_files_is_counted_and_drawn_once(tmp_path):
    one = written(tmp_path / "in" / "a.jsonl", *(row(f"c{k}") for k in range(3)))
    two = written(tmp_path / "in" / "b.jsonl", row("c0"))
    counted = Counter()
    for batch in (1, 500):
        outcome = run(settings(tmp_path / str(batch), [one, two], batch=batch))
        counted[outcome.scorecards, outcome.sampled] += 1
    assert counted == {(3, 3): 2}


def test_two_revisions_in_one_night_are_one_contact_in_the_figures(tmp_path):
    short = row("c0", turns=row("c0")["turns"][:2])
    paths = [written(tmp_path / "in" / "a.jsonl", row("c0")), written(tmp_path / "in" / "b.jsonl", short)]
    given = settings(tmp_path, paths)
    outcome = run(given)
    assert (outcome.scorecards, outcome.sampled) == (1, 1)
    with open_store(given) as store:
        assert len(store.contacts.contact("c0").turns) == 2


# Accuracy


def labelled(name, language="en", text="Good morning", found=("greeting",)):
    return {"id": name, "language": language, "turns": [{"role": "agent", "text": text, "acts": list(found)}]}


def test_one_language_is_one_pool_however_its_tag_is_written(tmp_path):
    rows = [labelled(str(k), tag) for k, tag in enumerate(("en", "EN", "en_GB", "en-US"))]
    figures = measure([str(written(tmp_path / "gold.jsonl", *rows))], scorer(), [])
    assert figures["contacts"] == {"en": 4, "all": 4}


def test_a_label_that_is_no_act_is_told(tmp_path):
    rejected = []
    path = written(tmp_path / "gold.jsonl", labelled("a"), labelled("b", found=("greting",)))
    measure([str(path)], scorer(), rejected)
    assert len(rejected) == 1


def test_a_resample_without_an_act_says_nothing_of_it():
    counts = {f"g{k}": {"thanks" if k else "closing": np.array([1, 0, 0])} for k in range(10)}
    assert acts.figures(counts, 1)["closing"].f1_low == 1
