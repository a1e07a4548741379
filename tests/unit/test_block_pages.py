"""Pages that stand in the way are known by their words, in each language that our sources speak."""

import tomllib
from pathlib import Path

import pytest

from config import block_pages
from crawler import doubts

TABLE = tomllib.loads((Path(block_pages.__file__).parent / "block_pages.toml").read_text("utf-8"))


def page(words: str, title: str = "example.am") -> str:
    return (
        f"<!doctype html><html><head><title>{title}</title></head><body><h1>{words}</h1>"
        "<p>Ray 8f1</p></body></html>"
    )


CAPTCHA, BLOCK, OFTEN, LOGIN, ERROR, SCRIPTS, SERVER = TABLE

SAMPLES = [
    (CAPTCHA, page("Checking if the site connection is secure", "Just a moment...")),
    (CAPTCHA, page("Verify you are human by completing the action below.")),
    (CAPTCHA, page("Our systems have detected unusual traffic from your network.")),
    (CAPTCHA, page("Подтвердите, что запросы отправляли вы, а не робот")),
    (CAPTCHA, page("Идёт проверка браузера перед входом на сайт")),
    (CAPTCHA, page("Հաստատեք, որ մարդ եք")),
    (CAPTCHA, page("Համոզվեք, որ ռոբոտ չեք")),
    (CAPTCHA, '<html><body><div class="g-recaptcha" data-sitekey="x"></div></body></html>'),
    (CAPTCHA, '<html><script src="/cdn-cgi/challenge-platform/h/b/orchestrate"></script></html>'),
    (BLOCK, page("Sorry, you have been blocked", "Attention Required! | Cloudflare")),
    (BLOCK, page("Access Denied. You don't have permission to access this server.")),
    (BLOCK, page("403 Forbidden")),
    (BLOCK, page("This content is not available in your country.")),
    (BLOCK, page("Доступ к сайту ограничен")),
    (BLOCK, page("Ваш IP-адрес заблокирован")),
    (BLOCK, page("Մուտքն արգելված է")),
    (BLOCK, page("Ձեր IP հասցեն արգելափակված է")),
    (OFTEN, page("429 Too Many Requests")),
    (OFTEN, page("Слишком много запросов. Повторите позже.")),
    (OFTEN, page("Չափազանց շատ հարցումներ")),
    (LOGIN, page("Welcome", "Log in | e-draft")),
    (LOGIN, '<html><form><input name="p" type="password"></form></html>'),
    (LOGIN, page("Your session has expired")),
    (LOGIN, page("Войдите в систему")),
    (LOGIN, page("Портал", "Авторизация")),
    (LOGIN, page("Բարի գալուստ", "Մուտք")),
    (LOGIN, page("Շարունակելու համար մուտք գործեք")),
    (ERROR, page("Whoops, looks like something went wrong.")),
    (ERROR, page("Service Unavailable")),
    (ERROR, page("Error establishing a database connection")),
    (ERROR, page("Ведутся технические работы")),
    (ERROR, page("Сайт временно недоступен")),
    (ERROR, page("Էջը չի գտնվել")),
    (ERROR, page("Կայքում տարվում են տեխնիկական աշխատանքներ")),
    (SCRIPTS, page("Please enable JavaScript to continue")),
    (SCRIPTS, page("Включите поддержку JavaScript")),
    (SCRIPTS, page("Խնդրում ենք միացնել JavaScript-ը")),
    (SERVER, page("", "Welcome to nginx!")),
    (SERVER, page("This domain is for sale")),
    (SERVER, page("Срок регистрации домена истёк")),
    (SERVER, page("Դոմեյնը վաճառվում է")),
]

ORDINARY = [
    page("«Տեղական ինքնակառավարման մասին» օրենքի նախագիծ"),
    page("Решение Коллегии Евразийской экономической комиссии об информационном взаимодействии"),
    page("Proposal for a directive on the resilience of critical entities"),
    page("Համայնքի ավագանու որոշում տեղական տուրքերի դրույքաչափերի մասին"),
]


@pytest.mark.parametrize(("kind", "markup"), SAMPLES)
def test_a_page_in_the_way_is_known_by_its_words(kind, markup):
    assert doubts.guess(markup) == kind


@pytest.mark.parametrize("markup", ORDINARY)
def test_an_ordinary_page_is_another_page(markup):
    assert doubts.guess(markup) == "another page"


def test_every_kind_is_known_in_every_language():
    assert all(table[language] for table in TABLE.values() for language in ("en", "ru", "hy"))
    assert {kind for kind, _ in SAMPLES} == set(TABLE)


def test_what_is_no_markup_is_named_for_what_it_is():
    assert [
        doubts.guess(one) for one in ('{"a": 1}', "Հոդված 1", "<?xml version='1.0'?><a/>", "<p> </p>")
    ] == [*("JSON", "plain text", "XML", "a blank page")]
