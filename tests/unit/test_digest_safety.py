"""Nothing in a mail can break out of its place, and its head is that of an honest machine."""

import re
from datetime import timedelta

from mails import NOW, SENDER, a_delivery, a_draft, a_person, a_reason, forms, mail, parsed

from alerts.message import Sender

HOSTILE = "<script>alert(1)</script>&\"'"


def test_who_may_not_comment_gets_no_link_for_it():
    for form in forms(mail(comment={})):
        assert "/c/" not in form
        assert "առանց գաղտնաբառի" not in form
        assert "None" not in form


def test_an_address_that_is_no_web_address_is_no_link():
    for form in forms(mail(a_delivery(a_draft(url="javascript:alert(1)")))):
        assert "javascript" not in form


def test_nothing_that_came_from_outside_is_markup():
    passage = {"part": HOSTILE, "path": "art-2", "heading": HOSTILE, "text": HOSTILE, "marks": [[0, 8]]}
    draft = a_draft(
        titles={"hy": HOSTILE},
        stage_published=HOSTILE,
        body=HOSTILE,
        source=HOSTILE,
        url=f"https://x/{HOSTILE}",
    )
    reason = a_reason(name=HOSTILE, query=HOSTILE, passages=[passage])
    plain, html = forms(mail(a_delivery(draft, reason), person=a_person(name=HOSTILE), topics={1: [HOSTILE]}))
    assert "<script" not in html.lower()
    assert html.count("&lt;script&gt;") >= 8
    assert 'href="https://x/&lt;script&gt;' in html
    assert HOSTILE in plain, "a text mail shows what was written"
    assert "&lt;" not in plain


def test_no_line_end_in_a_name_or_title_makes_a_header():
    nasty = "Ջուր\r\nBcc: all@example.am\n\nX"
    made = mail(
        a_delivery(a_draft(titles={"hy": nasty}), a_reason(name=nasty)),
        person=a_person(name=nasty, email="aram@example.am\nBcc: all@example.am"),
    )
    message = parsed(made)
    assert message["Bcc"] is None
    assert message["Subject"] == "«Ջուր Bcc: all@example.am X». Ջուր Bcc: all@example.am X"
    assert "\n" not in made.subject


def test_long_titles_and_names_are_cut_in_the_subject_and_whole_in_the_mail():
    title = "Օրենքի նախագիծ " * 200
    made = mail(a_delivery(a_draft(titles={"hy": title}), a_reason(name="ջուր " * 100)))
    assert len(made.subject) < 200
    assert made.subject.endswith("…")
    assert parsed(made)["Subject"] == made.subject
    assert title.strip() in forms(made)[0]


def test_more_than_two_searches_are_hinted_at_in_the_subject():
    made = mail(a_delivery(a_draft(), *(a_reason(n, f"Որոնում {n}") for n in (1, 2, 3))))
    assert made.subject == "«Որոնում 1», «Որոնում 2»…. Ջրի մասին օրենքի նախագիծ"


def test_the_headers_are_those_of_an_honest_machine():
    made = mail()
    message = parsed(made)
    assert message["From"] == "Orakarg <orakarg@example.am>"
    assert message["To"] == made.recipient == "aram@example.am"
    assert re.fullmatch(r"<[0-9a-f]{32}@example\.am>", made.message_id)
    assert message["Message-ID"] == made.message_id
    assert message["Date"].datetime == NOW
    assert message["Date"].datetime.utcoffset() == timedelta(hours=4)
    assert message["List-Unsubscribe"] == "<https://orakarg.example.am/u/UNSUB.x>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message["Auto-Submitted"] == "auto-generated"
    assert mail().message_id != made.message_id


def test_the_unsubscribe_address_is_never_cut_or_encoded_however_long_it_is():
    base = "https://orakarg.communities-association-of-armenia-and-its-very-many-friends.example.am"
    made = mail(sender=Sender(**(vars(SENDER) | {"base_url": base})), unsubscribe="x" * 60)
    assert f"<{base}/u/{'x' * 60}>".encode() in made.content


def test_an_armenian_sender_name_leaves_the_address_readable():
    sender = Sender(**(vars(SENDER) | {"address": "Օրակարգ <orakarg@example.am>"}))
    made = mail(sender=sender)
    assert b"<orakarg@example.am>" in made.content
    assert parsed(made)["From"] == "Օրակարգ <orakarg@example.am>"


def test_every_line_of_a_mail_is_short_enough_for_every_server():
    made = mail(a_delivery(a_draft(titles={"hy": "Ա" * 5000})))
    lines = made.content.split(b"\r\n")
    assert max(map(len, lines)) <= 998
    assert all(b"\n" not in line for line in lines)
    assert made.content.isascii()
