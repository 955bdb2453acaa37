"""Contacts with several agents: what was said, and the verdict of a check on each leg in order of first appearance."""

from ccqa.finding import Verdict

PASS, FAIL, NA, UNSURE = Verdict.PASS, Verdict.FAIL, Verdict.NA, Verdict.UNSURE

HELLO = "A1: Good morning, my name is Ada from Larkspur Energy."
NEED = "C: How do I reset my router?"
ADVICE = "You can reset it by holding the power button for ten seconds."
OVER = "A1: I will put you through to a colleague."
SECOND = "A2: Hello, my name is Bo."
LEGS = {
    "courtesy.greeting": {
        "each agent greets": (f"{HELLO} | {NEED} | {OVER} | {SECOND}", [PASS, PASS]),
        "the second agent does not": (f"{HELLO} | {NEED} | {OVER} | A2: Your postcode? | C: 1000.", [PASS, FAIL]),
        "who comes back has greeted": (f"{HELLO} | {NEED} | {OVER} | {SECOND} | A1: {ADVICE}", [PASS, PASS]),
        "the third agent does not": (
            f"{HELLO} | {NEED} | {OVER} | {SECOND} | A3: Which router is it? | C: Red.",
            [PASS, PASS, FAIL],
        ),
        "the greeting may be the agent's own": (
            f"A: Good morning! | {NEED} | A1: Which router is it?",
            [UNSURE, UNSURE],
        ),
        "a turn of nobody's without a greeting excuses nothing": (
            f"A: One moment. | {NEED} | A1: Which router is it?",
            [UNSURE, FAIL],
        ),
        "a bot between two agents greets for nobody": (
            f"{HELLO} | {NEED} | B: Hello, I am Billie. | A2: Which router is it?",
            [PASS, FAIL],
        ),
        "a cut start excuses the first agent alone": ("C: Yes. | A1: Noted, thanks. | A2: Noted too.", [UNSURE, FAIL]),
    },
    "courtesy.respect": {
        "only who is rude": (f"{HELLO} | {NEED} | A1: Just shut up. | {SECOND}", [FAIL, PASS]),
        "rude by whom, nobody can tell": (f"{HELLO} | {NEED} | A: Just shut up.", [UNSURE, UNSURE]),
    },
    "courtesy.acknowledgement": {
        "trouble told to the first": (
            f"{HELLO} | C: My phone arrived broken. | A1: I'm sorry to hear that. | {SECOND} | A2: {ADVICE}",
            [PASS, NA],
        ),
        "trouble told between the two": (
            f"{HELLO} | C: My phone arrived broken. | A2: Your name? | C: Ada. | A2: Okay. | C: Well? | A2: Noted.",
            [NA, FAIL],
        ),
        "trouble told to the second, met by the first on coming back": (
            f"{HELLO} | {NEED} | {SECOND} | C: My phone arrived broken. | A1: I'm sorry to hear that.",
            [PASS, NA],
        ),
    },
    "courtesy.farewell": {
        "the last agent closes": (
            f"{HELLO} | {NEED} | {SECOND} | A2: {ADVICE} | C: Thanks. | A2: Goodbye!",
            [NA, PASS],
        ),
        "the last agent does not": (
            f"{HELLO} | {NEED} | {SECOND} | A2: {ADVICE} | C: Thanks, bye. | A2: The manual has more on it.",
            [NA, FAIL],
        ),
        "who comes back closes": (
            f"{HELLO} | {NEED} | {OVER} | {SECOND} | A1: {ADVICE} | C: Thanks. | A1: Goodbye!",
            [PASS, NA],
        ),
        "who comes back does not": (
            f"{HELLO} | {NEED} | {OVER} | {SECOND} | C: Okay. | A1: It is in the manual. | C: Thanks, bye. | A1: Page 7.",
            [FAIL, NA],
        ),
        "the last word is nobody's": (f"{HELLO} | {NEED} | A1: {ADVICE} | A: Page 7.", [UNSURE, UNSURE]),
        "what follows is nobody's": (
            f"{HELLO} | {NEED} | A1: {ADVICE} | C: Is it? | A: Page 7.",
            [UNSURE, UNSURE],
        ),
    },
    "identification.agent": {
        "the organisation was named before": (f"{HELLO} | {NEED} | {OVER} | {SECOND}", [PASS, PASS]),
        "no name the second time": (f"{HELLO} | {NEED} | {OVER} | A2: Good morning. | A2: {ADVICE}", [PASS, FAIL]),
        "nobody has named the organisation": (
            f"A1: Good morning, my name is Ada. | {NEED} | {OVER} | {SECOND} | A2: {ADVICE}",
            [FAIL, FAIL],
        ),
        "the second names it for nobody before": (
            f"A1: Good morning, my name is Ada. | {NEED} | {OVER} | A2: Welcome to Larkspur Energy, my name is Bo.",
            [FAIL, PASS],
        ),
    },
    "identification.customer": {
        "the first agent did it": (
            f"{HELLO} | C: Where is my order 4471902? | {OVER} | {SECOND} | A2: Your order was shipped on Monday.",
            [NA, PASS],
        ),
        "nobody did it": (
            f"{HELLO} | C: Where is my order? | {OVER} | {SECOND} | A2: Your order was shipped on Monday.",
            [NA, FAIL],
        ),
        "the second does it too late for the first": (
            (
                f"{HELLO} | C: Where is my order? | A1: Your order was shipped on Monday. | A2: Your order number?"
                " | C: It is 4471902. | A2: Your order was delivered today."
            ),
            [FAIL, PASS],
        ),
        "the first agent goes on where they left off": (
            f"A1: As discussed this morning, I will check it. | C: Where is it? | {SECOND} | A2: Your order was shipped today.",
            [NA, UNSURE],
        ),
        "it may have been done before the transcript begins": (
            f"C: Yes. | {HELLO} | {SECOND} | A2: Your order was shipped on Monday.",
            [NA, UNSURE],
        ),
    },
    "identification.need": {
        "answered by the second": (f"{HELLO} | {NEED} | {OVER} | {SECOND} | A2: {ADVICE}", [PASS, PASS]),
        "told to the second alone": (f"{HELLO} | {NEED} | {SECOND} | A2: {ADVICE}", [NA, PASS]),
        "a second agent who has nothing to do with it": (
            f"{HELLO} | {NEED} | A1: {ADVICE} | C: It works now. | A2: Goodbye!",
            [PASS, NA],
        ),
        "told anew is no correction": (
            f"{HELLO} | {NEED} | {OVER} | {SECOND} | C: No, that's not what I asked. | A2: {ADVICE}",
            [PASS, PASS],
        ),
        "misread, but a turn of nobody's asks": (
            f"{HELLO} | {NEED} | A: Which router is it? | A1: {ADVICE} | C: No, that's not what I asked.",
            [UNSURE, UNSURE],
        ),
        "misread by the second": (
            f"{HELLO} | {NEED} | {OVER} | {SECOND} | C: Hello. | A2: {ADVICE} | C: No, that's not what I asked.",
            [PASS, FAIL],
        ),
    },
    "resolution.answer": {
        "handed over and answered": (f"{HELLO} | {NEED} | {OVER} | {SECOND} | A2: {ADVICE}", [PASS, PASS]),
        "dropped by the last who held it": (
            f"{HELLO} | {NEED} | {OVER} | {SECOND} | A2: Thank you. | A2: Goodbye.",
            [PASS, FAIL],
        ),
        "answered before the hand-over": (
            f"{HELLO} | {NEED} | A1: {ADVICE} | C: It works now. | {OVER} | A2: Goodbye.",
            [PASS, NA],
        ),
        "left by the second, dropped by the first on coming back": (
            f"{HELLO} | C: Hello. | A1: One moment. | {SECOND} | {NEED} | A2: Thank you. | A1: Goodbye.",
            [FAIL, PASS],
        ),
        "three agents, the last answers": (
            f"{HELLO} | {NEED} | {OVER} | {SECOND} | A2: I will transfer you. | A3: {ADVICE}",
            [PASS, PASS, PASS],
        ),
        "asked for again, and a turn of nobody's answers": (
            (
                f"{HELLO} | {NEED} | A1: Well. | C: No, that's not what I asked. | A: {ADVICE} | C: That's not what I asked."
                " | A1: Thank you."
            ),
            [UNSURE, UNSURE],
        ),
        "an answer of nobody's": (f"{HELLO} | {NEED} | A: {ADVICE} | A1: Thank you. | A1: Goodbye.", [UNSURE, UNSURE]),
    },
    "resolution.next_step": {
        "a transfer that took place is no promise": (f"{HELLO} | {NEED} | {OVER} | {SECOND} | A2: {ADVICE}", [NA, NA]),
        "a transfer that nobody took up is one": (f"{HELLO} | {NEED} | {OVER}", [FAIL]),
        "a promise stays with who made it": (
            f"{HELLO} | {NEED} | A1: I will call you back as soon as possible. | {SECOND} | A2: {ADVICE}",
            [FAIL, NA],
        ),
    },
    "resolution.confirmation": {
        "who hands over need not ask": (
            f"{HELLO} | {NEED} | A1: {ADVICE} | C: I'll try. | {OVER} | {SECOND}",
            [NA, NA],
        ),
        "denied, and a colleague goes on": (
            f"{HELLO} | {NEED} | A1: {ADVICE} | C: That does not work. | A1: Okay. | {SECOND}",
            [NA, NA],
        ),
        "the last to answer does not ask": (
            f"{HELLO} | {NEED} | {OVER} | A2: {ADVICE} | C: I'll try that. | A2: Goodbye!",
            [NA, FAIL],
        ),
    },
    "resolution.further_help": {
        "on the last leg alone": (
            f"{HELLO} | {NEED} | {OVER} | A2: {ADVICE} | C: Okay I did, thank you. | A2: Goodbye!",
            [NA, FAIL],
        ),
        "offered by the last": (
            f"{HELLO} | {NEED} | {OVER} | A2: {ADVICE} | C: Okay. | A2: Anything else?",
            [NA, PASS],
        ),
    },
    "resolution.refusal": {
        "a colleague is another way": (f"{HELLO} | {NEED} | A1: We cannot do this. | {SECOND}", [PASS, NA]),
        "a colleague who comes too late is none": (
            f"{HELLO} | {NEED} | A1: We cannot do this. | A1: No. | A1: Sorry, no. | {SECOND}",
            [FAIL, NA],
        ),
    },
    "responsiveness.hold": {
        "a colleague takes over during the wait": (
            f"{HELLO} | {NEED} | A1: One moment please. | C: Ok | A2: The router is at the depot in town.",
            [NA, NA],
        ),
        "back after a colleague, without a word": (
            f"{HELLO} | {NEED} | A1: One moment please. | {SECOND} | A1: The parcel is at the depot in town.",
            [NA, NA],
        ),
        "each wait is its own agent's": (
            f"{HELLO} | {NEED} | {SECOND} | A2: One moment please. | C: Ok | A2: The parcel is at the depot in town.",
            [NA, FAIL],
        ),
    },
    "protection.card_data": {
        "told to the second": (f"{HELLO} | {NEED} | {OVER} | {SECOND} | C: <CARD> | A2: Thanks.", [PASS, FAIL]),
        "told to nobody": (f"{HELLO} | {NEED} | {OVER} | {SECOND} | C: <ACCOUNT> | A2: Thanks.", [PASS, PASS]),
    },
    "complaint.taken_up": {
        "forwarded by a hand-over in words": (
            f"{HELLO} | C: I want to make a complaint. | {OVER} | {SECOND} | A2: {ADVICE}",
            [PASS, NA],
        ),
        "a colleague is suddenly there": (
            f"{HELLO} | C: I want to make a complaint. | A1: Okay. | {SECOND} | A2: {ADVICE}",
            [UNSURE, NA],
        ),
        "told to the second": (
            f"{HELLO} | C: I want to make a complaint. | A2: You can find it on the website. | C: Well. | A2: Bye.",
            [NA, FAIL],
        ),
    },
}
