"""The plain values that answers and case data are made of."""

from collections.abc import Mapping
from typing import TypeAlias

Json: TypeAlias = "None | bool | int | float | str | list[Json] | dict[str, Json]"
Answers: TypeAlias = Mapping[str, Json]
