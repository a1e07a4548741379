"""The page behind an entry, of any site."""

import pytest

from crawler.sources.feeds import article
from crawler.sources.feeds.xml import MOST_BYTES
from legislation.errors import UnexpectedPage
from legislation.scraped import Page


def read(markup: str | bytes, language: str = "en"):
    content = markup.encode() if isinstance(markup, str) else markup
    return article.read(Page(url="https://made-up.example/1", content=content), language)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<nav>Menu</nav><article><h1>Title</h1><p>One</p></article><footer>Foot</footer>", "Title\nOne"),
        ("<article><p>One</p></article><aside>x</aside><article><p>Two</p></article>", "One\nTwo"),
        ("<article><p>One</p><article><p>Within</p></article></article>", "One\nWithin"),
        ("<div>x</div><main><header>Top</header><p>One</p></main>", "One"),
        ("<header>Top</header><div><p>One</p><form>Search</form></div><script>x()</script>", "One"),
    ],
)
def test_the_text_is_what_is_left_without_the_frame(body, text):
    assert read(f"<html><body>{body}</body></html>").text == text


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ('<meta property="og:title" content="Shared"><title>Tab | Site</title>', "Shared"),
        ("<title>Tab | Site</title>", "Heading"),
    ],
)
def test_the_title_is_the_one_to_share_or_the_heading(head, title):
    assert read(f"<html><head>{head}</head><body><h1>Heading</h1><p>x</p></body></html>").titles == {
        "en": title
    }


def test_words_decide_the_language():
    part = read("<html lang='en'><body><p>Տեղական ինքնակառավարման մասին օրենքի նախագիծ</p></body></html>")
    assert part.language == "hy"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("<html><body><h1>Login</h1><input type='password'></body></html>", "a login page where a text"),
        ("<html><body></body></html>", "a blank page where a text"),
        ("plain", "plain text where an HTML page"),
        (b"%PDF-1.4", "a PDF where a page"),
        (b"<p>" + b"x" * MOST_BYTES, "larger than 10 MB"),
    ],
)
def test_what_is_no_article_is_refused_with_its_reason(content, reason):
    with pytest.raises(UnexpectedPage, match=reason):
        read(content)


def test_a_long_text_with_a_login_in_its_corner_is_a_text():
    form = "<form>Sign in <input type='password'></form>"
    assert read(f"<html><body>{form}<p>{'A long text. ' * 30}</p></body></html>").text.startswith(
        "A long text."
    )
