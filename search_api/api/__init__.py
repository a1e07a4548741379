"""``/api/v1``: JSON for programs, described at ``/api/v1/openapi.json``."""

from apiflask import APIFlask

from search_api import faults
from search_api.api import access, description, drafts, lexicon, search, sources

MODULES = (search, drafts, lexicon, sources)
BLUEPRINTS = frozenset(module.blueprint.name for module in MODULES)


def set_up(app: APIFlask) -> None:
    app.error_callback = faults.api_problem
    access.set_up(app)
    description.set_up(app)
    for module in MODULES:
        app.register_blueprint(module.blueprint)
