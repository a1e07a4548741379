"""``/api/v1``: what is public, as JSON, described at ``/api/v1/openapi.json``."""

from apiflask import APIFlask

from search_api import faults
from search_api.api import drafts, search, sources


def set_up(app: APIFlask) -> None:
    app.error_callback = faults.api_problem
    for module in (search, drafts, sources):
        app.register_blueprint(module.blueprint)
