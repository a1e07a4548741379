"""The interface does what its document says, whatever it is asked: thousands of made-up requests."""

import pytest
import schemathesis
from factories import make_comment, make_draft, make_tag
from hypothesis import HealthCheck, given, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance
from web import Web

from legislation.vocabulary import RoleName

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def interface(web: Web):
    """The document of an application with a few drafts, which answers as often as it is asked."""
    person = web.somebody(RoleName.COMMENTER)
    with web.writing() as session:
        bill = make_draft(session, "edraft:9105")
        make_tag(session, bill.current()[0], "local_taxes_fees", "տեղական վճարների")
        make_comment(session, person, bill)
        make_draft(session, "edraft:9106", texts={})
    for limiter in web.app.extensions["limiter"]:
        limiter.enabled = False
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", web.app)


def test_every_answer_is_one_that_the_document_describes(interface):
    for found in interface.get_all_operations():
        operation = found.ok()

        @given(case=operation.as_strategy())
        @settings(max_examples=40, derandomize=True, suppress_health_check=list(HealthCheck), database=None)
        def ask(case):
            # any word is described as a cursor, but most are none
            case.call_and_validate(excluded_checks=[positive_data_acceptance])

        ask()
