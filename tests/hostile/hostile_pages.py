"""Answers that are not what was asked for, or mean harm; any reader of any source may get any of them."""

import json
from collections.abc import Callable, Iterator
from typing import Any

from hostile_files import FILES

LOGIN = "<!doctype html><title>Login</title><form action=/in><input type='password' name=p></form>"
NEXT = {"int": float, "str": str}

PAGES: dict[str, Callable[[], bytes]] = {
    "nothing": lambda: b"",
    "blanks": lambda: b" \n\t" * 999,
    "a login page": lambda: LOGIN.encode(),
    "a captcha": lambda: b"<html><title>Just a moment...</title><div class='cf-turnstile'></div></html>",
    "a block page": lambda: b"<html><h1>Access Denied</h1>Request blocked by the application firewall</html>",
    "an error page": lambda: b"<html><h1>502 Bad Gateway</h1></html>",
    "a blank page": lambda: b"<!doctype html><html><head></head><body></body></html>",
    "another site": lambda: b"<!doctype html><html><title>Shop</title><p>Buy two, get three</p></html>",
    "plain text": lambda: b"The system was not able to generate the text",
    "an empty object": lambda: b"{}",
    "an empty list": lambda: b"[]",
    "null": lambda: b"null",
    "a number": lambda: b"1e999",
    "NaN": lambda: b'{"id": NaN, "results": [NaN]}',
    "a long number": lambda: b'{"id": ' + b"9" * 5000 + b"}",
    "broken JSON": lambda: b'{"results": [{"id": 1,',
    "brackets in brackets": lambda: b"[" * 200_000,
    "objects in objects": lambda: b'{"results":' * 50_000 + b"1" + b"}" * 50_000,
    "JSON of other types": lambda: json.dumps(
        dict.fromkeys(("results", "items", "data", "content", "docs", "documents", "bindings", "head"), 5)
    ).encode(),
    "broken XML": lambda: b"<?xml version='1.0'?><rss><channel><item><title>a</title>",
    "XML that multiplies": lambda: (
        b"<?xml version='1.0'?><!DOCTYPE r [<!ENTITY a 'ha'>"
        + b"".join(b"<!ENTITY %c '%b'>" % (98 + n, b"&%c;" % (97 + n) * 100) for n in range(5))
        + b"]><rss><channel><title>&f;</title></channel></rss>"
    ),
    "XML with a file of ours": lambda: (
        b"<?xml version='1.0'?><!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><feed>&x;</feed>"
    ),
    "not UTF-8": lambda: "<html><p>Проект закона о местном самоуправлении</p></html>".encode("cp1251"),
    "UTF-16": lambda: "\ufeff<html><p>Հոդված</p></html>".encode("utf-16-le"),
    "a charset that does not exist": lambda: (
        b"<html><meta charset='no-such-thing'><p>\xff\xfe\xfd</p></html>"
    ),
    "U+0000": lambda: b"<html><p>\0\0\0" + b"word " * 99 + b"</p></html>",
    "letters turned around": lambda: "<html><h1>\u202elecnuoc\u202c \u2066\u2069</h1></html>".encode(),
    "halves of letters": lambda: b'{"title": "\\ud800 \\udfff"}',
    "50 MB": lambda: b"<html>" + b"<p>word <b>word</b></p>\n" * 2_200_000,
    "50 MB of JSON": lambda: b"[" + b'{"id": 1, "title": "words"},' * 1_800_000 + b"{}]",
    "a line of 1 MB": lambda: b"<html><p>" + b"word " * 200_000 + b"</html>",
    "1 MB of blanks": lambda: b"<html>" + b" " * 1_000_000 + b"</html>",
    "1 MB of blanks first": lambda: b" " * 1_000_000 + b"x",
    "1 MB of line ends": lambda: b"<html>x" + b"\n" * 1_000_000 + b"</html>",
    "1 MB of tags in tags": lambda: b"<b>" * 333_000,
    "1 MB of tags that never end": lambda: b"<input " * 140_000,
    "1 MB of titles": lambda: b"<title>" * 140_000,
    "1 MB of opening brackets": lambda: b"<html>" + b"<" * 1_000_000,
    "1 MB of quotation marks": lambda: b"<html><p>" + "«".encode() * 500_000,
    "1 MB of dates": lambda: b"<html><p>" + b"12.12.2023, " * 80_000,
    "1 MB of figures": lambda: b"<html><p>" + b"1" * 1_000_000,
    "a table of 100,000 cells": lambda: b"<html><table><tr>" + b"<td>x" * 100_000,
    **{
        f"a file instead: {name}": FILES[name].make
        for name in FILES
        if name.startswith(("PDF", "DOCX", "ZIP"))
    },
}


def mutations(content: bytes) -> Iterator[tuple[str, bytes]]:
    """A recorded answer, harmed in ways that a site can harm it."""
    half = len(content) // 2
    yield "cut in the middle", content[:half]
    yield "cut in the middle of a letter", content[:half] + b"\xd5"
    yield "with U+0000 in it", content[:half] + b"\0" + content[half:]
    yield "twice", content + content
    yield "with words turned around", content.replace(b" ", "\u202e".encode())
    try:
        told = json.loads(content)
    except ValueError:
        return
    for name, change in _CHANGES.items():
        yield name, json.dumps(_changed(told, change), ensure_ascii=False).encode("utf-8", "surrogatepass")


def _float(value: Any) -> Any:
    return float(value) if type(value) is int else value


def _words(value: Any) -> Any:
    return str(value) if type(value) in (int, float, bool) else value


def _numbers(value: Any) -> Any:
    return 7 if isinstance(value, str) else value


def _future(value: Any) -> Any:
    return f"2199-12-31{value[10:]}" if isinstance(value, str) and value[:2] in ("19", "20") else value


def _none(value: Any) -> Any:
    return None


def _twice(value: Any) -> Any:
    return value * 2 if isinstance(value, list) else value


_CHANGES: dict[str, Callable[[Any], Any]] = {
    "with floats for whole numbers": _float,
    "with words for numbers": _words,
    "with numbers for words": _numbers,
    "with dates of the next century": _future,
    "with null for every value": _none,
    "with every entry twice": _twice,
}


def _changed(value: Any, change: Callable[[Any], Any]) -> Any:
    if isinstance(value, dict):
        return {name: _changed(one, change) for name, one in value.items()}
    if isinstance(value, list):
        return (
            change([_changed(one, change) for one in value])
            if change is _twice
            else [_changed(one, change) for one in value]
        )
    return change(value)
