"""The pages for people: plain HTML, rendered here; they work without scripts."""

from flask import Flask

from search_api.pages import (
    comment_link,
    comments,
    drafts,
    export,
    imports,
    inbox,
    links,
    points,
    positions,
    provenance,
    quality,
    search,
    status,
    subscriptions,
    tokens,
    triage,
    unsubscribe,
)

OPENED_BY_TOKEN = [comment_link.blueprint.name, unsubscribe.blueprint.name]
"""Blueprints whose forms need no CSRF token: who sends them has shown a token that nobody else knows."""


def set_up(app: Flask) -> None:
    for module in (
        search,
        export,
        subscriptions,
        tokens,
        drafts,
        provenance,
        inbox,
        imports,
        comments,
        triage,
        positions,
        points,
        links,
        comment_link,
        unsubscribe,
        status,
        quality,
    ):
        app.register_blueprint(module.blueprint)
