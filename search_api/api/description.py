"""What the document of the interface says beside the shapes: how errors look, tokens, limits."""

from typing import Any

from apiflask import APIFlask

PROBLEM = {
    "type": "object",
    "description": "RFC 9457",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "example": "about:blank"},
        "title": {"type": "string", "example": "Not Found"},
        "status": {"type": "integer", "example": 404},
        "detail": {"type": "string", "example": "draft"},
        "errors": {"type": "object", "description": "What is wrong with which argument"},
    },
}
ALWAYS = {
    "400": "The cursor is none of ours, or what was asked is too wide",
    "401": "The token is not good (any more)",
    "429": "Asked too often: 120 times a minute from one address, 600 with one token",
}


def set_up(app: APIFlask) -> None:
    app.spec_processor(_described)


def _described(spec: dict[Any, Any] | str) -> dict[Any, Any] | str:
    if isinstance(spec, str):
        raise TypeError("the document is made as a mapping")
    components = spec.setdefault("components", {})
    components.setdefault("schemas", {})["Problem"] = PROBLEM
    components["securitySchemes"] = {
        "token": {"type": "http", "scheme": "bearer", "description": "SCOPE:TOKEN, from the page of tokens"}
    }
    spec["security"] = [{}, {"token": []}]
    body = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for path in spec["paths"].values():
        for operation in path.values():
            responses = operation["responses"]
            for status, words in ALWAYS.items():
                responses.setdefault(status, {"description": words})
            for status, response in responses.items():
                if status >= "400":
                    response["content"] = body
    return spec
