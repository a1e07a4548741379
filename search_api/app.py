"""The web application: pages for people, ``/api/v1`` for programs."""

from datetime import UTC, datetime
from typing import Any

from apiflask import APIFlask
from flask import request

from config import lexicon, sources
from config.settings import VERSION, Settings
from legislation.storage.database import Database, open_database, upgrade
from search_api import api, faults, pages, safety, signed_in, speech
from search_api.engine import Engine, open_engine
from search_api.numbers import RowConverter
from search_api.related import Thesaurus
from search_api.site import MOST_BYTES, STAYS_SIGNED_IN, Clock, Site
from search_api.spelling import Speller


class Application(APIFlask):
    """Flask's application, but for one thing: an address may hold a token, so it is never logged."""

    def log_exception(self, *told: Any, **more: Any) -> None:
        self.logger.error("%s %s failed", request.method, request.url_rule, exc_info=told[0])


def utc_now() -> datetime:
    return datetime.now(UTC)


def create_app(
    settings: Settings,
    clock: Clock = utc_now,
    *,
    database: Database | None = None,
    engine: Engine | None = None,
) -> Application:
    """The application of one installation; opens what it is not given.

    Raises SetupError if the database cannot be reached or the translations are not compiled.
    """
    app = Application(
        __name__,
        title="Orakarg",
        version=VERSION,
        spec_path="/api/v1/openapi.json",
        docs_path=None,
        json_errors=False,
    )
    app.config.update(_configuration(settings))
    app.extensions["orakarg"] = _site(settings, clock, database, engine)
    app.url_map.converters["row"] = RowConverter
    signed_in.set_up(app)
    speech.set_up(app)
    api.set_up(app)
    pages.set_up(app)
    safety.set_up(app, csrf_exempt=pages.OPENED_BY_TOKEN, https=settings.secure_cookies)
    faults.set_up(app)
    return app


def _site(settings: Settings, clock: Clock, database: Database | None, engine: Engine | None) -> Site:
    if database is None:
        database = open_database(settings.database)
        upgrade(database)
    topics, laws = lexicon.load()
    return Site(
        database=database,
        engine=engine or open_engine(settings.engine, settings.access),
        clock=clock,
        key=settings.key,
        zone=settings.zone,
        association=settings.association,
        address=settings.base_url,
        secure=settings.secure_cookies,
        sources=sources.load(),
        topics={topic.key: topic.titles for topic in topics},
        laws={law.key: law for law in laws},
        thesaurus=Thesaurus(topics),
        speller=Speller(topics),
        archive=settings.archive,
        imports=settings.imports,
        quality=settings.quality,
        models=settings.models,
    )


def _configuration(settings: Settings) -> dict[str, Any]:
    return {
        "SECRET_KEY": settings.key,
        "SESSION_COOKIE_NAME": "orakarg",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": settings.secure_cookies,
        "PERMANENT_SESSION_LIFETIME": STAYS_SIGNED_IN,
        "MAX_CONTENT_LENGTH": MOST_BYTES,
        "MAX_FORM_MEMORY_SIZE": MOST_BYTES,
        "WTF_CSRF_TIME_LIMIT": None,
        "WTF_CSRF_SSL_STRICT": False,  # it asks for the referrer, which our pages do not send
        "INFO": {"description": "Draft laws that touch local self-government. Read only, public."},
        "SYNC_LOCAL_SPEC": False,
    }
