"""The written authorisation by which somebody signs: asked for before they may."""

from datetime import date
from typing import Final

from engine.errors import InputRefused, Words
from engine.records.people import Mandate
from engine.store.folding import is_storable

LONGEST: Final = 60


def require_mandate(given: Mandate | None, latest: date) -> None:
    """Raise InputRefused unless number and day of the authorisation are given.

    latest   day after which it would come too late

    Source   NĐ 30/2020/NĐ-CP, Art. 13 (3): signing under authorisation is passed on in writing
    """
    if given is None or given.given_on > latest or not _is_number(given.number):
        raise InputRefused(
            reason=Words(
                vi="ký thừa ủy quyền phải có văn bản ủy quyền: hãy ghi số (tối đa"
                f" {LONGEST} ký tự) và ngày văn bản, không muộn hơn {latest:%d/%m/%Y}.",
                en="signing under authorisation needs one in writing: give its number (up to"
                f" {LONGEST} characters) and its day, no later than {latest:%d/%m/%Y}.",
            )
        )


def _is_number(text: str) -> bool:
    return 0 < len(text) <= LONGEST and is_storable(text) and text.isprintable()
