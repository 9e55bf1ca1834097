"""Strict parsing of JSON into frozen dataclasses by their type annotations."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

from faceid_desktop.errors import FaceIdError

T = TypeVar("T")


class SchemaError(ValueError):
    """The content does not have the declared shape; the message names the place."""


def parse(kind: type[T], value: object, where: str) -> T:
    """Turn parsed JSON into an instance of ``kind``.

    Parameters
    ----------
    kind
        A dataclass whose fields are int, float, bool, str, object, literals, tuples, string-keyed mappings or
        such dataclasses. A field with a default may be missing.
    value
        What `json.loads` gave.
    where
        Dotted name of the place, for messages.

    Returns
    -------
    T
        The instance.

    Raises
    ------
    SchemaError
        If a field is missing, unknown, of another type, not finite, or refused by the dataclass itself.
    """
    if not isinstance(value, dict):
        raise SchemaError(f"{where}: not an object")
    hints = get_type_hints(kind)
    # `fields` wants a dataclass, and a type variable cannot be bound to those
    declared = {each.name: each for each in fields(kind) if each.init}  # type: ignore[arg-type]
    unknown = sorted(set(value) - set(declared))
    needed = {n for n, f in declared.items() if f.default is MISSING and f.default_factory is MISSING}
    missing = sorted(needed - set(value))
    if unknown or missing:
        raise SchemaError(f"{where}: missing {missing}, unknown {unknown}")
    arguments = {name: _convert(hints[name], item, f"{where}.{name}") for name, item in value.items()}
    try:
        return kind(**arguments)
    except (FaceIdError, ValueError) as error:
        raise SchemaError(f"{where}: {error}") from error


def _convert(kind: Any, value: object, where: str) -> Any:
    """Convert one value to the annotated type ``kind``."""
    origin = get_origin(kind)
    if is_dataclass(kind):
        return parse(kind, value, where)  # type: ignore[arg-type]  # an instance cannot be an annotation
    if origin is tuple:
        return _convert_tuple(get_args(kind), value, where)
    if origin is Mapping:
        return _convert_mapping(get_args(kind)[1], value, where)
    if origin is Literal:
        if value not in get_args(kind):
            raise SchemaError(f"{where}: {value!r} is none of {get_args(kind)}")
        return value
    return _convert_scalar(kind, value, where)


def _convert_tuple(kinds: tuple[Any, ...], value: object, where: str) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise SchemaError(f"{where}: not a list")
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        kinds = (kinds[0],) * len(value)
    if len(kinds) != len(value):
        raise SchemaError(f"{where}: {len(value)} items instead of {len(kinds)}")
    return tuple(
        _convert(kind, item, f"{where}[{i}]") for i, (kind, item) in enumerate(zip(kinds, value, strict=True))
    )


def _convert_mapping(kind: Any, value: object, where: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise SchemaError(f"{where}: not an object")
    return {name: _convert(kind, item, f"{where}.{name}") for name, item in value.items()}


def _convert_scalar(kind: Any, value: object, where: str) -> Any:
    if kind is object:
        return value
    if kind is float and isinstance(value, int | float) and not isinstance(value, bool):
        if not math.isfinite(value):
            raise SchemaError(f"{where}: {value} is not finite")
        return float(value)
    # bool is a subclass of int, but true is no number
    if kind not in (int, bool, str) or type(value) is not kind:
        raise SchemaError(f"{where}: {value!r} is not of type {getattr(kind, '__name__', kind)}")
    return value
