"""Signed tokens say one number for one purpose, to those who have the key."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legislation import tokens
from legislation.errors import BadLink
from legislation.vocabulary import Purpose

KEY = "a key of a test, long enough to sign with"


@given(st.integers(min_value=0, max_value=2**63 - 1), st.sampled_from(Purpose))
def test_a_token_gives_back_its_number(number, purpose):
    assert tokens.unsign(KEY, purpose, tokens.sign(KEY, purpose, number)) == number


@given(st.text())
def test_nothing_that_was_typed_is_a_token(typed):
    with pytest.raises(BadLink, match="forged"):
        tokens.unsign(KEY, Purpose.COMMENT, typed)


@given(st.integers(min_value=0, max_value=10**6), st.sampled_from(Purpose), st.sampled_from(Purpose))
def test_a_token_is_for_its_purpose_alone(number, purpose, other):
    token = tokens.sign(KEY, purpose, number)
    if purpose != other:
        with pytest.raises(BadLink):
            tokens.unsign(KEY, other, token)


def test_a_token_can_stand_in_an_address_as_it_is():
    for number in range(200):
        assert set(tokens.sign(KEY, Purpose.COMMENT, number)) <= set(
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_."
        )


@pytest.mark.parametrize("signed", ["7", None, [7], {"id": 7}, 7.0])
def test_only_numbers_are_taken_even_when_they_are_signed(signed):
    with pytest.raises(BadLink, match="forged"):
        tokens.unsign(KEY, Purpose.COMMENT, tokens.sign(KEY, Purpose.COMMENT, signed))
