"""Correcting steps at which a case would have nothing to correct after a move.

A step that corrects opens what was ticked for it. Where the version of the case had no such list,
nothing was, and the questions that its applicant has to answer would be gone.
"""

from collections.abc import Iterator, Mapping

from engine.errors import Words
from engine.forms.narrowing import CORRECTS, is_checklist
from engine.moving.places import places_in
from engine.procedures.procedure import Procedure
from engine.records.moving import Obstacle


def find_lost_lists(
    before: Procedure, after: Procedure, mapping: Mapping[str, str | None], state: bytes
) -> tuple[Obstacle, ...]:
    """Return the open steps that would correct by a list which the version before does not have.

    state   of the case in the version before
    """
    return tuple(_lost_lists(before, after, mapping, state))


def _lost_lists(
    before: Procedure, after: Procedure, mapping: Mapping[str, str | None], state: bytes
) -> Iterator[Obstacle]:
    had, has = ([f for form in one.forms.values() for f in form.fields] for one in (before, after))
    for place in places_in(state):
        node = after.diagram.process.find(mapping.get(place.element, place.element))
        name = node.attributes.get(CORRECTS) if node and place.office is not None else None
        if not node or not name or any(is_checklist(one, name) for one in had):
            continue
        if any(is_checklist(one, name) for one in has):
            label = " ".join(node.name.split()) or node.node_id
            words = Words(
                en=f"at “{label}” nothing could be corrected: the new version opens what was "
                "ticked, and nothing was ticked in this case. It can move once the step is done",
                vi=f"ở “{label}” sẽ không sửa được mục nào: phiên bản mới chỉ mở những mục đã đánh "
                "dấu, hồ sơ này chưa đánh dấu mục nào. Xong bước này thì chuyển được",
            )
            yield Obstacle(element=place.element, words=words)
