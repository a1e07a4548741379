"""Bytes become characters, or the reason is told why they do not."""

import pytest

from crawler import decoding
from legislation.errors import UnexpectedPage
from legislation.scraped import Page

OLD, NEW = "Ð³Û³ëï³ÝÇ Ð³Ýñ³å»ïáõÃÛáõÝ ¢", "Հայաստանի Հանրապետություն և"
ANOTHER_FONT = "ÒµÝµíñµßÉ ÒµßóµçzñãþÅÝãþß"
"""Like a font of the 1990s that has the letters in other places."""


def decode(content: bytes, charset: str | None = None) -> decoding.Decoded:
    return decoding.decode(Page(url="", content=content, charset=charset))


def test_utf8_is_read_with_and_without_a_mark_at_its_head():
    assert decode("Հոդված".encode()) == ("Հոդված", ())
    assert decode("Հոդված".encode("utf-8-sig")) == ("Հոդված", ())


def test_good_bytes_are_believed_rather_than_a_wrong_charset():
    assert decode("Հոդված".encode(), charset="windows-1251").text == "Հոդված"


def test_a_page_that_is_cut_inside_a_letter_keeps_what_came_before():
    assert decode("Հոդված".encode()[:-1]) == ("Հոդվա", ("the page ends in the middle of a letter",))


def test_characters_that_were_lost_before_us_are_counted():
    text = "Հոդված " * 30
    assert decode(f"{text}\ufffd".encode()).problems == (
        "1 characters were lost before we got the page (U+FFFD)",
    )


@pytest.mark.parametrize(
    ("content", "charset", "reason"),
    [
        ("Проект закона".encode("cp1251"), "windows-1251", "the page says windows-1251, byte 0 is not UTF-8"),
        ("Проект закона".encode("cp1251"), None, r"\(it looks like windows-1251\)"),
        (ANOTHER_FONT.encode("latin-1"), None, r"\(it looks like ARMSCII-8\)"),
        ("Հոդված".encode("utf-16"), None, "UTF-16"),
        (b"\x1f\x8b\x08", None, "a compressed file where a page was expected"),
        ("\ufffd\ufffdՀոդված".encode(), None, "too many characters that no text has"),
    ],
)
def test_what_is_no_utf8_text_is_refused(content, charset, reason):
    with pytest.raises(UnexpectedPage, match=reason):
        decode(content, charset)


@pytest.mark.parametrize(
    ("text", "old"),
    [
        ("Ð³Û³ëï³ÝÇ Ð³Ýñ³å»ïáõÃÛáõÝ ¢", True),
        ("Հայաստանի Ð³Ýñ³å»ïáõÃÛáõÝ", False),
        ("La république française a été fondée à l’été", False),
        ("«» «» «» «» § 5 °", False),
        ("English", False),
        ("", False),
    ],
)
def test_old_armenian_is_known_by_its_letters(text, old):
    assert decoding.is_armscii(text) is old


@pytest.mark.parametrize(
    ("byte", "letter"),
    [(0xB2, "Ա"), (0xB3, "ա"), (0xFC, "Ֆ"), (0xFD, "ֆ"), (0xA2, "և"), (0xB1, "՞"), (0xFE, "՚")],
)
def test_every_byte_of_armscii_has_its_letter(byte, letter):
    assert bytes([byte]).decode("latin-1").translate(decoding.ARMSCII_8) == letter


@pytest.mark.parametrize("coding", ["latin-1", "utf-8"])
def test_a_page_in_armscii_is_converted_and_says_so(coding):
    page = f"<html><h1>Draft</h1><p>{OLD}</p><p>1. {OLD[1]}</p></html>"
    decoded = decode(page.encode(coding))
    assert decoded.text == f"<html><h1>Draft</h1><p>{NEW}</p><p>1. ա</p></html>"
    assert decoded.problems == (decoding.CONVERTED,)


def test_old_lines_on_a_page_in_unicode_are_converted_and_the_others_left():
    decoded = decode(f"<p>Նախագիծ, 10 °C</p><p>{OLD}</p><p>l’été à 5 §</p>".encode())
    assert decoded.text == f"<p>Նախագիծ, 10 °C</p><p>{NEW}</p><p>l’été à 5 §</p>"


@pytest.mark.parametrize("text", [ANOTHER_FONT, "Ïðîåêò çàêîíà î âíåñåíèè", "été éèàç", "English", ""])
def test_what_gives_no_armenian_words_is_not_converted(text):
    assert decoding.from_armscii(text) is None
    assert decoding.mended(text) == (text, ())


def test_a_few_lines_in_an_old_font_are_a_problem_and_many_are_none_of_our_text():
    old, new = ANOTHER_FONT, "Հայաստանի Հանրապետություն"
    assert decoding.refuse_armscii([new] * 9 + [old]) == (
        "1 lines are in an old Armenian coding (ARMSCII-8)",
    )
    assert decoding.refuse_armscii([new]) == ()
    with pytest.raises(UnexpectedPage, match="ARMSCII-8"):
        decoding.refuse_armscii([new, old])


XML = '<?xml version="1.0" encoding="{}"?><p>{}</p>'


@pytest.mark.parametrize(
    ("content", "charset", "text"),
    [
        (XML.format("windows-1251", "Проект").encode("cp1251"), None, "Проект"),
        (XML.format("ISO-8859-1", "l’élu").encode("cp1252"), None, "l’élu"),
        (XML.format("windows-1251", "Նախագիծ").encode(), None, "Նախագիծ"),
        (XML.format("UTF-16", "Նախագիծ").encode("utf-16"), None, "Նախագիծ"),
        ("<p>Проект</p>".encode("cp1251"), "windows-1251", "Проект"),
        (XML.format("UTF-8", "Проект").encode("koi8-r"), "KOI8-R", "Проект"),
        ('<meta charset="windows-1251"><p>Проект</p>'.encode("cp1251"), None, "Проект"),
    ],
)
def test_a_coding_is_believed_where_utf8_does_not_fit(content, charset, text):
    decoded = decoding.decode_declared(Page(url="", content=content, charset=charset))
    assert text in decoded.text
    assert decoded.problems == ()


def test_a_few_bytes_that_fit_no_coding_are_lost_and_counted():
    content = "Նախագիծ ".encode() * 50 + b"\x93"
    decoded = decoding.decode_declared(Page(url="", content=content + b"<p>."))
    assert decoded.problems == ("1 characters were lost before we got the page (U+FFFD)",)


@pytest.mark.parametrize("name", ["UTF-8", "unicode_escape", "zip", "no-such-coding"])
def test_a_coding_that_no_text_is_in_is_not_believed(name):
    content = XML.format(name, "Проект закона").encode("cp1251")
    with pytest.raises(UnexpectedPage, match="is not UTF-8"):
        decoding.decode_declared(Page(url="", content=content))


def twice(text: str, charset: str = "latin-1") -> bytes:
    return text.encode().decode(charset).encode()


@pytest.mark.parametrize("charset", ["latin-1", "cp1252"])
def test_utf8_that_was_coded_twice_is_refused(charset):
    text = "ՀՀ ՕՐԵՆՔԸ" if charset == "latin-1" else "l’œuvre – la décision européenne à venir, é è ê"
    with pytest.raises(UnexpectedPage, match="coded once more"):
        decode(twice(text, charset))


def test_a_page_whose_frame_is_well_but_whose_text_was_coded_twice_is_refused():
    with pytest.raises(UnexpectedPage, match="coded once more"):
        decode("<p>Համար</p>".encode() + twice("«Տեղական ինքնակառավարման մասին» օրենք"))


@pytest.mark.parametrize(
    "text", ["«CAFÉ» – «À la carte», École, ÎLE, Ñandú, ¿Qué?", "São Paulo, AÇÃO, É»", "№ 66 – §, °, ±"]
)
def test_letters_with_marks_are_no_sign_of_a_wrong_coding(text):
    assert decode(text.encode()).text == text
