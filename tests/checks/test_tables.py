"""Every check against its table, and every check has one with a pass and a fail."""

import pytest
from said import call

from ccqa.checks import catalogue
from ccqa.finding import Verdict
from checks.tables import TABLES, WITH_FIELDS

CASES = [(check, name, *case) for check, table in TABLES.items() for name, case in table.items()]


@pytest.mark.parametrize(("check", "name", "said", "verdict"), CASES, ids=[f"{c}: {n}" for c, n, *_ in CASES])
def test_a_case_gets_its_verdict(check, name, said, verdict):
    finding = catalogue()[check](call(said))
    assert finding.verdict is verdict, finding


@pytest.mark.parametrize(("check", "said", "fields", "verdict"), WITH_FIELDS.values(), ids=WITH_FIELDS)
def test_what_the_system_knows_counts(check, said, fields, verdict):
    assert catalogue()[check](call(said, **fields)).verdict is verdict


@pytest.mark.parametrize("check", catalogue())
def test_every_check_has_a_table_with_a_pass_and_a_fail(check):
    verdicts = {verdict for _, verdict in TABLES[check].values()}
    assert {Verdict.PASS, Verdict.FAIL} <= verdicts


@pytest.mark.parametrize("check", catalogue())
def test_no_verdict_in_a_language_without_words(check):
    finding = catalogue()[check](call("A: Buenos días. | C: Hola.", language="es"))
    assert finding.verdict is Verdict.UNSURE


@pytest.mark.parametrize("check", catalogue())
def test_a_failure_says_where(check):
    for said, verdict in TABLES[check].values():
        finding = catalogue()[check](call(said))
        if verdict is Verdict.FAIL:
            assert finding.evidence or finding.searched
