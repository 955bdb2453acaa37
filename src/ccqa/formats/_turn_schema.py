"""Validates turns of our own schema straight into `Turn`, the hot path of loading; keeps out everything else.

The schema is written out because building models first and turns from them takes twice the time.
"""

from __future__ import annotations

from pydantic_core import core_schema as cs

from ccqa.contact import Role, Turn
from ccqa.formats._border import LONGEST_ID, LONGEST_S, LONGEST_TEXT, MOST_TURNS
from ccqa.formats._roles import role_of


def _role(word: object) -> Role:
    """Take the word of any system for a role; only a string can be one."""
    if not isinstance(word, str):
        raise ValueError("a role is a word")  # noqa: TRY004 - pydantic wants this one
    return role_of(word)


def _optional(schema: cs.CoreSchema) -> cs.CoreSchema:
    return cs.with_default_schema(cs.nullable_schema(schema), default=None)


def _turn() -> cs.CoreSchema:
    seconds = cs.float_schema(ge=-LONGEST_S, le=LONGEST_S, allow_inf_nan=False)
    fields = {
        "role": cs.no_info_plain_validator_function(_role),
        "text": cs.str_schema(max_length=LONGEST_TEXT),
        "start_s": _optional(seconds),
        "end_s": _optional(seconds),
        "agent": _optional(cs.str_schema(max_length=LONGEST_ID)),
    }
    args = cs.dataclass_args_schema("Turn", [cs.dataclass_field(name, schema) for name, schema in fields.items()])
    return cs.dataclass_schema(Turn, args, list(fields), slots=True, config=cs.CoreConfig(coerce_numbers_to_str=True))


TURNS = cs.list_schema(_turn(), max_length=MOST_TURNS)
