"""Each hostile file ends in clear words, and the next file is read as if nothing had been."""

import re
from collections.abc import Iterator

import pytest
from hostile_files import FILES

from crawler.attachments import Extracted
from crawler.extraction import Extractor


@pytest.fixture(scope="module")
def extractor() -> Iterator[Extractor]:
    with Extractor() as extractor:
        yield extractor


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_is_told_in_words_and_harms_no_other(extractor, name):
    hostile = FILES[name]
    found = extractor.text_of(hostile.make(), hostile.media_type)
    if hostile.text is None:
        assert found.text is None
    else:
        assert hostile.text in found.text
        assert not re.search("[\0\ud800-\udfff]", found.text)
    if hostile.problem is None:
        assert found.problem is None
    else:
        assert re.fullmatch(hostile.problem, found.problem, re.DOTALL)
    assert extractor.text_of("Հոդված 1".encode()) == Extracted("Հոդված 1", language="hy")


def test_there_are_enough_of_them():
    assert len(FILES) >= 40
