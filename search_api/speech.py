"""In which language a page speaks, and the filters with which templates say things."""

from datetime import date
from pathlib import Path
from urllib.parse import urlencode

from flask import Flask, g, has_request_context, request
from flask.wrappers import Response
from flask_babel import Babel, get_locale

from legislation.errors import SetupError
from legislation.model import Draft
from legislation.vocabulary import INTERFACE_LANGUAGES
from search_api import moments, troubles, wording
from search_api.messages import gettext
from search_api.signed_in import me
from search_api.site import now, site

COOKIE = "language"
_YEAR_SECONDS = 365 * 24 * 3600
NAMES = {"hy": "Հայերեն", "en": "English", "ru": "Русский"}
"""The languages of the interface by their own names."""


def set_up(app: Flask) -> None:
    """Teach the application its languages; SetupError if the translations are not compiled."""
    for code in INTERFACE_LANGUAGES:
        compiled = Path(app.root_path) / "translations" / code / "LC_MESSAGES" / "messages.mo"
        if code != "en" and not compiled.exists():
            raise SetupError(f"the translation into {code} is not compiled: “make setup” does it")
    Babel(app, default_locale=INTERFACE_LANGUAGES[0], locale_selector=_selected)
    app.jinja_env.filters.update(
        day=lambda value: moments.day(value, language()),
        moment=lambda value: moments.moment(value, language(), site().zone),
        word=lambda value, group: wording.word(group, value),
        refusal=troubles.refusal,
        problem=troubles.problem,
        failure=troubles.failure,
        day_or_text=_day_or_text,
        title_in=_title_in,
    )
    app.jinja_env.tests["web_address"] = lambda value: str(value).startswith(("http://", "https://"))
    app.jinja_env.globals.update(
        place_name=wording.place_in_words,
        lang=language,
        in_language=_in_language,
        title_of=_title_of,
        title_language=_title_language,
        named=wording.named,
        closing=_closing,
        language_names=NAMES,
        association=app.extensions["orakarg"].association,
    )
    app.after_request(_remember)


def language() -> str:
    """The language of this answer: hy, en or ru."""
    return str(get_locale() or INTERFACE_LANGUAGES[0])


def speak_to(preferred: str) -> None:
    """Speak the language of the person that a signed link names, unless another was chosen."""
    g.preferred_language = preferred


def _selected() -> str:
    if not has_request_context():
        return INTERFACE_LANGUAGES[0]
    signed_in = me()
    wishes = (
        request.args.get("lang"),
        request.cookies.get(COOKIE),
        g.get("preferred_language"),
        signed_in.language if signed_in else None,
    )
    wish = next((wish for wish in wishes if wish in INTERFACE_LANGUAGES), None)
    return wish or request.accept_languages.best_match(INTERFACE_LANGUAGES) or INTERFACE_LANGUAGES[0]


def _in_language(wanted: str) -> str:
    """The address of this page in another language."""
    arguments = request.args.to_dict(flat=False) | {"lang": [wanted]}
    return f"{request.path}?{_encoded(arguments)}"


def _encoded(arguments: dict[str, list[str]]) -> str:
    return urlencode([(name, value) for name, values in arguments.items() for value in values])


def _closing(draft: Draft) -> moments.Closing:
    return moments.closing(draft, now(), language(), site().zone)


def _title_in(titles: dict[str, str]) -> str:
    """The title in the reader's language, else in any."""
    return titles.get(language()) or next(iter(titles.values()), "")


def _title_of(draft: Draft) -> str:
    """The title that the reader is shown; the source may have given none."""
    return draft.title(language()) if draft.titles else gettext("Without a title (%(key)s)", key=draft.key)


def _day_or_text(value: str) -> str:
    """``2003-12-17`` as a day, anything else as it is."""
    try:
        return moments.day(date.fromisoformat(value), language())
    except ValueError:
        return value


def _title_language(draft: Draft) -> str:
    """The language of the title that the reader is shown."""
    shown = draft.title(language())
    return next((code for code, title in draft.titles.items() if title == shown), draft.language or "")


def _remember(response: Response) -> Response:
    wanted = request.args.get("lang")
    if wanted in INTERFACE_LANGUAGES:
        response.set_cookie(
            COOKIE, wanted, max_age=_YEAR_SECONDS, secure=site().secure, httponly=True, samesite="Lax"
        )
    response.headers.setdefault("Content-Language", language())
    response.vary.update(("Accept-Language", "Cookie"))
    return response
