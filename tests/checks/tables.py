"""One table of cases a check: what was said, and the verdict it must get. The name of a case is its documentation."""

from ccqa.contact import Event, EventKind, Flags, Role
from ccqa.finding import Verdict

PASS, FAIL, NA, UNSURE = Verdict.PASS, Verdict.FAIL, Verdict.NA, Verdict.UNSURE

NEED = "C: My parcel has not arrived and I would like to know where it is."
ANSWER = "A: Your parcel was handed to the courier, it will reach you shortly."
ADVICE = "A: You can reset it by holding the power button for ten seconds."

TABLES = {
    "courtesy.greeting": {
        "greets at once": (f"A: Good morning, how can I help? | {NEED}", PASS),
        "greets in the second turn": (f"A: One moment. | A: Hello! | {NEED}", PASS),
        "greets too late": (f"{NEED} | A: Your name? | A: And your postcode? | A: Hello by the way.", FAIL),
        "the customer greets, the agent does not": (
            "C: Hello, my parcel is lost. | A: What is your order number?",
            FAIL,
        ),
        "says the word of somebody else": (
            f"{NEED} | A: I will say hello to my colleague for you. | A: Your name?",
            FAIL,
        ),
        "only the bot greets": (f"B: Hello, I am Billie. | {NEED} | A: What is your order number? | A: Thanks.", FAIL),
        "goes on where they left off": ("A: As discussed this morning, the label is in your mailbox. | C: Thanks.", NA),
        "no agent at all": ("C: Hello? | C: Anyone?", UNSURE),
    },
    "courtesy.respect": {
        "nothing rude": (f"{NEED} | A: I am sorry to hear that.", PASS),
        "tells the customer to shut up": (f"{NEED} | A: Just shut up and listen.", FAIL),
        "blames the customer": (f"{NEED} | A: That's your own fault.", FAIL),
        "denies that it is their fault": (f"{NEED} | A: I am not saying it is your fault.", PASS),
        "the customer is rude": ("C: Shut up and give me my parcel. | A: I understand how annoying this is.", PASS),
        "no agent at all": ("C: You idiots.", UNSURE),
    },
    "courtesy.acknowledgement": {
        "no trouble": ("C: What are your opening hours? | A: We are open from nine to five.", NA),
        "heard and said so": (f"{NEED} | A: I'm sorry to hear that. | {ANSWER}", PASS),
        "apologises": ("C: My phone arrived broken. | A: I apologise for the inconvenience.", PASS),
        "not a word of it": (
            "C: My phone arrived broken. | A: Your order number? | A: Okay. | A: Right. | A: Noted.",
            FAIL,
        ),
        "a bare filler": ("C: My phone arrived broken. | A: I see. | A: Okay. | A: What is your order number?", FAIL),
        "no agent at all": ("C: My phone arrived broken.", UNSURE),
    },
    "courtesy.farewell": {
        "wishes a nice day": (f"{NEED} | {ANSWER} | C: Thanks. | A: Have a nice day!", PASS),
        "nothing after the customer's thanks but a remark": (
            (
                "C: How do I reset it? | A: Hold the power button for ten seconds. | A: The light will then blink twice."
                " | A: It takes a minute to start up. | C: Thanks, bye. | A: The manual has more on it."
            ),
            FAIL,
        ),
        "the customer says goodbye last": (f"C: How do I reset it? | {ADVICE} | C: Thanks, goodbye.", NA),
        "handed to a colleague": (f"A1: Good morning. | {NEED} | A1: What is your postcode? | A2: I have it.", NA),
        "stops in the middle of a question": (f"{NEED} | A: Could you give me your order number?", UNSURE),
    },
    "identification.agent": {
        "name and organisation": (f"A: Thank you for calling Larkspur Energy, my name is Ada. | {NEED}", PASS),
        "no organisation": (f"A: Good morning, my name is Ada. | {NEED}", FAIL),
        "no name": (f"A: Welcome to Larkspur Energy, how can I help? | {NEED}", FAIL),
        "the bot's banner names the organisation": (
            f"B: Welcome to Larkspur Energy. | A: Hi, my name is Ada. | {NEED}",
            PASS,
        ),
        "the customer's name is used": (f"A: Hello Mr Byrne, welcome to Larkspur Energy. | {NEED}", FAIL),
        "goes on where they left off": ("A: As discussed this morning, the label is in your mailbox. | C: Thanks.", NA),
        "no agent at all": ("C: Hello?", UNSURE),
    },
    "identification.customer": {
        "nothing of the account": ("C: What are your opening hours? | A: From nine to five.", NA),
        "asked, answered, then told": (
            "C: Where is my order? | A: May I have your order number? | C: It is 4471902 | A: Your order was shipped on Monday.",
            PASS,
        ),
        "volunteered": ("C: Where is my order 4471902? | A: Your order was shipped on Monday.", PASS),
        "told at once": ("C: Where is my order? | A: Your order was shipped on Monday.", FAIL),
        "asked, but told before the answer": (
            "C: Where is my order? | A: May I have your order number? | A: Your order was shipped on Monday.",
            FAIL,
        ),
        "no agent at all": ("C: Where is my order?", UNSURE),
    },
    "identification.need": {
        "no need": ("A: Good morning. | C: Hello.", NA),
        "asks before answering": (
            f"C: It does not work. | A: Which device do you use? | C: The red one. | {ADVICE}",
            PASS,
        ),
        "plain need, met": (f"C: How do I reset my router? | {ADVICE} | C: Thanks.", PASS),
        "the customer must correct": (
            f"C: My router is slow in the evening. | {ADVICE} | C: No, that's not what I asked.",
            FAIL,
        ),
        "no agent at all": ("C: It does not work.", UNSURE),
    },
    "resolution.answer": {
        "answered": (f"C: How do I reset my router? | {ADVICE}", PASS),
        "no need": ("A: Good morning. | C: Hello.", NA),
        "stops while the customer waits": ("C: How do I reset my router? | A: One moment please.", UNSURE),
        "dropped": ("C: How do I reset my router? | A: Thank you. | A: Goodbye.", FAIL),
        "no agent at all": ("C: How do I reset my router?", UNSURE),
    },
    "resolution.next_step": {
        "nothing to follow": (f"C: How do I reset my router? | {ADVICE} | C: It works now, thanks.", NA),
        "who and when": (f"{NEED} | A: I will call you back within 24 hours.", PASS),
        "no time": (f"{NEED} | A: I will call you back as soon as possible.", FAIL),
        "no agent at all": ("C: Where is it?", UNSURE),
    },
    "resolution.confirmation": {
        "no solution": ("C: My router is slow. | A: Which router do you have?", NA),
        "asked": (f"C: How do I reset my router? | {ADVICE} | A: Does it work now? | C: Wait.", PASS),
        "said unasked": (f"C: How do I reset my router? | {ADVICE} | C: It works now! | A: Great.", PASS),
        "the customer leaves after the answer": (f"C: How do I reset my router? | {ADVICE}", NA),
        "nobody asks": (f"C: How do I reset my router? | {ADVICE} | C: I'll try that. | A: Have a nice day!", FAIL),
        "no agent at all": ("C: How do I reset my router?", UNSURE),
    },
    "resolution.further_help": {
        "offered": (
            f"C: How do I reset my router? | {ADVICE} | C: Ok. | A: Is there anything else I can help you with?",
            PASS,
        ),
        "the first offer of help is none": (
            f"A: Hello, how can I help? | C: How do I reset my router? | {ADVICE} | C: Okay I did, thank you. | A: Have a nice day!",
            FAIL,
        ),
        "the customer closes first": (f"C: How do I reset my router? | {ADVICE} | C: Thanks, bye! | A: Bye!", NA),
        "stops in mid-hold": ("C: How do I reset my router? | A: One moment please, let me check.", UNSURE),
    },
    "resolution.refusal": {
        "nothing refused": (f"C: How do I reset my router? | {ADVICE}", NA),
        "bare": ("C: I want my money back. | A: We cannot refund this. | A: No. | A: Sorry, no. | A: Goodbye.", FAIL),
        "with a reason": (
            "C: I want my money back. | A: We cannot refund this because the offer was non-refundable.",
            PASS,
        ),
        "with another way": (
            "C: I want my money back. | A: We cannot refund this. | A: What I can do instead is send a new one.",
            PASS,
        ),
        "no agent at all": ("C: I want my money back.", UNSURE),
    },
    "responsiveness.hold": {
        "no wait": (f"C: How do I reset my router? | {ADVICE}", NA),
        "a word on coming back": (
            f"{NEED} | A: One moment please. | C: Ok | A: Thank you for waiting. It is at the depot.",
            PASS,
        ),
        "no word": (f"{NEED} | A: One moment please. | C: Ok | A: The parcel is at the depot in town.", FAIL),
        "let me check, then a question": (
            f"{NEED} | A: Let me check that for you. | A: What is your order number?",
            NA,
        ),
        "the customer has to ask": (
            f"{NEED} | A: One moment please. | C: Are you there? | A: Thank you for waiting. It is at the depot.",
            FAIL,
        ),
        "stops during the wait": (f"{NEED} | A: One moment please.", UNSURE),
    },
    "complaint.taken_up": {
        "no complaint": (NEED + f" | {ANSWER}", NA),
        "logged": ("C: I want to make a complaint. | A: I have registered your complaint.", PASS),
        "as if nothing was said": (
            "C: I want to make a complaint. | A: You can find the opening hours on the website. | C: Well. | A: Goodbye.",
            FAIL,
        ),
        "no agent at all": ("C: I want to make a complaint.", UNSURE),
    },
    "protection.card_data": {
        "a number": ("A: How would you like to pay? | C: My card is <CARD>.", FAIL),
        "a code read back by the agent": ("A: So the code is <CARD_CODE>? | C: Yes.", FAIL),
        "the last four digits": ("A: And the last four digits? | C: <ACCOUNT>", PASS),
        "talk of cards": ("C: My card was refused. | A: Please try another card.", PASS),
    },
}

WITH_FIELDS = {
    "the system authenticated the customer": (
        "identification.customer",
        "C: Where is my order? | A: Your order was shipped on Monday.",
        {"flags": Flags(authenticated=True)},
        PASS,
    ),
    "the agent hung up, so nothing is excused": (
        "resolution.further_help",
        f"C: How do I reset my router? | {ADVICE}",
        {"flags": Flags(disconnected_by=Role.AGENT)},
        FAIL,
    ),
    "put on hold without a word": (
        "responsiveness.hold",
        f"C: How do I reset my router? | {ADVICE}",
        {"events": (Event(EventKind.HOLD, 10.0, 70.0),)},
        FAIL,
    ),
}
