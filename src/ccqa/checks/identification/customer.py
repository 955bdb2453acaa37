"""IDN-02: the customer is identified before anything of theirs is told or changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ccqa.checks import check
from ccqa.contact import Role
from ccqa.finding import Detection, Finding, Verdict, cannot_tell, failed, not_due, passed
from ccqa.reading.cuts import cut_start
from ccqa.reading.moments import opening

if TYPE_CHECKING:
    from ccqa.reading import Reading


@check(asks="Is the customer identified before account data is told or changed?")
def customer(call: Reading) -> Finding:
    """Pass by a request that was answered, by identifying data volunteered, or by the system's own authentication."""
    told = call.find("disclosure", call.turns_of(Role.AGENT))
    if not told:
        return not_due("nothing of the customer's account is told or changed")
    if call.contact.flags.authenticated:
        return passed("the system had authenticated the customer", told[0])
    before = tuple(n for n in call.heard(Role.AGENT, Role.CUSTOMER) if n < told[0].span.turn)
    if seen := _identified(call, before):
        return passed("the customer is identified first", *seen, told[0])
    if cut_start(call) or call.find("continues", (*call.heard(Role.AGENT)[:1], *opening(call)[:1])):
        return cannot_tell("the start, where the customer may have been identified, is missing", told[0])
    looked = call.absent("verification_request", before, "account data is told before the customer is identified")
    return looked if looked.verdict is Verdict.UNSURE and before else failed(looked.because, told[0], searched=before)


def _identified(call: Reading, before: tuple[int, ...]) -> tuple[Detection, ...]:
    if given := call.find("identifying_data", before):
        return given[:1]
    asked = call.find("verification_request", before)
    answers = [n for n in before if asked and n > asked[0].span.turn and call.contact.turns[n].role is Role.CUSTOMER]
    refused = {d.span.turn for d in call.find("negative", answers)}
    return asked[:1] if any(n not in refused for n in answers) else ()
