"""What goes between a crawl and its reader of files: frames of JSON, checked on arrival and never pickled."""

import json
import struct
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, BinaryIO, Union, get_args, get_origin, get_type_hints

HEAD = struct.Struct("!Q")
"""Before each frame stands its length."""


def frame(value: Any) -> bytes:
    """A value as a frame."""
    body = json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return HEAD.pack(len(body)) + body


def value(body: bytes) -> Any:
    """The value in a frame. Raises ValueError for what is none."""
    return json.loads(body.decode("utf-8", "surrogatepass"))


def read(file: BinaryIO) -> bytes:
    """The next frame of a file, without its head. Raises EOFError at the end."""
    return _exactly(file, HEAD.unpack(_exactly(file, HEAD.size))[0])


def _exactly(file: BinaryIO, size: int) -> bytes:
    data = file.read(size)
    if len(data) < size:
        raise EOFError
    return data


def plain(told: Any) -> Any:
    """A dataclass as what JSON knows: objects, arrays, strings, numbers."""
    if is_dataclass(told) and not isinstance(told, type):
        return {field.name: plain(getattr(told, field.name)) for field in fields(told)}
    if isinstance(told, tuple | list):
        return [plain(one) for one in told]
    if isinstance(told, Mapping):
        return {name: plain(one) for name, one in told.items()}
    if isinstance(told, date):
        return told.isoformat()
    return told.value if isinstance(told, Enum) else told


def typed(kind: Any, told: Any) -> Any:
    """The opposite: what ``plain`` made of a value of this type. Raises ValueError for anything else."""
    try:
        return _typed(kind, told)
    except (TypeError, KeyError, AttributeError) as error:
        raise ValueError(f"this is no {kind}") from error


def _typed(kind: Any, told: Any) -> Any:
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return None if told is None else _typed(next(one for one in inner if one is not NoneType), told)
    if origin is tuple:
        kinds = inner[:1] * len(told) if inner[-1] is Ellipsis else inner
        return tuple(_typed(one, part) for one, part in zip(kinds, told, strict=True))
    if origin is dict:
        return {_typed(inner[0], name): _typed(inner[1], one) for name, one in told.items()}
    if is_dataclass(kind) and isinstance(kind, type):
        return kind(**{name: _typed(_hints(kind)[name], one) for name, one in told.items()})
    if issubclass(kind, date):
        return kind.fromisoformat(told)
    if issubclass(kind, Enum):
        return kind(told)
    if type(told) is not kind:
        raise ValueError(f"{told!r} is no {kind.__name__}")
    return told


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)
