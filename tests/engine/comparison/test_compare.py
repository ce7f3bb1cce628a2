"""What holds for any two folders."""

import random
import re
from collections.abc import Mapping

import pytest

from engine.comparison.compare import compare_folders
from engine.procedures.reader import read_folder
from tests.engine.bpmn.pieces import file_of
from tests.engine.bpmn.random_events import Drawing
from tests.engine.comparison.folder import BPMN, FILES, edited
from tests.engine.runtime.play import flows
from tests.procedures.shipped import BPMN as SHIPPED

KEYS = sorted(one.name for one in SHIPPED.iterdir() if (one / "procedure.toml").exists())


@pytest.mark.parametrize("key", KEYS)
def test_a_folder_does_not_differ_from_itself(key: str) -> None:
    files = read_folder(SHIPPED / key)
    assert compare_folders(files, dict(files)).changes == ()


@pytest.mark.parametrize("key", KEYS)
def test_all_that_comes_in_one_way_goes_in_the_other(key: str) -> None:
    files = read_folder(SHIPPED / key)
    there, back = compare_folders(FILES, files), compare_folders(files, FILES)
    assert _count(there.changes, "added") == _count(back.changes, "removed") > 0
    assert _count(there.changes, "removed") == _count(back.changes, "added")


def _count(changes: tuple[object, ...], kind: str) -> int:
    return sum(1 for one in changes if getattr(one, "kind", "") == kind)


def _scratched(seed: int) -> Mapping[str, bytes]:
    """Return the folder with one value somewhere in the diagram made longer."""
    places = [
        match
        for match in re.finditer(r'(?<!id)="([^"]*)"|>([^<>\s][^<>]*)<', BPMN[200:])
        if "http" not in match[0] and "urn:" not in match[0]
    ]
    match = random.Random(seed).choice(places)  # noqa: S311  # nothing is secret here
    end = 200 + match.end() - 1
    return {**FILES, "process.bpmn": f"{BPMN[:end]}1{BPMN[end:]}".encode()}


@pytest.mark.parametrize("seed", range(60))
def test_no_scratch_is_lost(seed: int) -> None:
    after = _scratched(seed)
    found, back = compare_folders(FILES, after), compare_folders(after, FILES)
    assert found.changes or found.broken
    assert len(found.changes) == len(back.changes)


def test_a_broken_side_says_so_and_is_compared_line_by_line() -> None:
    after = {**FILES, "process.bpmn": FILES["process.bpmn"].replace(b"</process>", b"")}
    found = compare_folders(FILES, after)
    (broken,) = found.broken
    assert (broken.side, broken.file) == ("after", "process.bpmn")
    assert "không đọc được" in broken.words.vi
    assert [one.aspect for one in found.changes] == ["lines"]


@pytest.mark.parametrize("path", sorted(FILES))
def test_a_file_that_came_or_went_is_one_change(path: str) -> None:
    less = {one: content for one, content in FILES.items() if one != path}
    (gone,) = compare_folders(FILES, less).changes
    (come,) = compare_folders(less, FILES).changes
    assert (gone.kind, gone.file, come.kind) == ("removed", path, "added")


def test_a_file_under_another_name_is_a_change_and_nothing_else() -> None:
    after = dict(FILES)
    after["letters/con-thieu.typ"] = after.pop("letters/thieu.typ")
    (change,) = compare_folders(FILES, after).changes
    assert "đổi tên" in change.words.vi


def test_another_way_of_writing_the_same_is_quiet() -> None:
    after = edited("process.bpmn", ('id="f_cho" sourceRef="cho"', 'sourceRef="cho" id="f_cho"'))
    found = compare_folders(FILES, after)
    assert [one.quiet for one in found.changes] == [True]


def test_settings_of_a_form_without_a_rule_are_told() -> None:
    after = edited("forms/tham-dinh.form", ('"key": "gap"', '"key": "gap", "strange": 7'))
    (change,) = compare_folders(FILES, after).loud
    assert (change.after, change.subject) == ("7", "form")


def test_what_stands_beside_a_table_is_told_too() -> None:
    after = edited(
        "decisions/phi.dmn", ("75000", "90000"), ('name="phi" typeRef="number"/>', 'name="phi"/>')
    )
    found = compare_folders(FILES, after).loud
    assert [(one.before, one.after) for one in found] == [("75000", "90000"), ("number", "")]


def _drawn(seed: int) -> Mapping[str, bytes]:
    body, ways = Drawing(random.Random(seed)).inside(2)  # noqa: S311  # the same each time
    return {"process.bpmn": file_of(body + flows(*ways))}


def _told(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> list[tuple[str, str, str]]:
    found = compare_folders(before, after)
    assert found.broken == ()
    return sorted((one.kind, one.subject, one.aspect) for one in found.changes)


@pytest.mark.parametrize("seed", range(30))
def test_any_two_diagrams_are_told_both_ways(seed: int) -> None:
    old, new = _drawn(seed), _drawn(seed + 1_000)
    turned = {"added": "removed", "removed": "added"}
    there = _told(old, new)
    assert there
    assert sorted((turned.get(kind, kind), *rest) for kind, *rest in there) == [
        (kind, *rest) for kind, *rest in _told(new, old)
    ]


@pytest.mark.parametrize("content", [b"\0" * 100, b"x\n" * 9_000, b"{" * 50_000, b"", b"\xff\xfe"])
@pytest.mark.parametrize("path", ["process.bpmn", "forms/ky.form", "procedure.toml", "a.bin"])
def test_hostile_files_are_compared_quickly(path: str, content: bytes) -> None:
    found = compare_folders({**FILES, path: b"1"}, {**FILES, path: content})
    assert [one for one in found.changes if one.file == path]


def test_a_condition_that_goes_with_another_order_is_told_aloud() -> None:
    after = edited(
        "process.bpmn",
        ('sourceRef="y_kien_a" targetRef="y_kien_b"', 'sourceRef="y_kien_b" targetRef="y_kien_a"'),
        ('sourceRef="y_kien_b" targetRef="ky_nhay"', 'sourceRef="y_kien_a" targetRef="ky_nhay"'),
        ('<sequenceFlow id="f_du".*?</sequenceFlow>', ""),
        ("</process>", '<sequenceFlow id="f_m" sourceRef="du" targetRef="y_kien_b"/></process>'),
    )
    loud = [one.words.vi for one in compare_folders(FILES, after).loud]
    assert "“Lấy ý kiến B” nay làm trước “Lấy ý kiến A”, trước đây làm sau" in loud
    assert [one for one in loud if one.startswith("Bỏ đường đi") and "“Đầy đủ”" in one]


def test_a_checklist_that_follows_a_form_says_nothing_of_what_changed_there() -> None:
    files = read_folder(SHIPPED / "dang-ky-ket-hon")
    path = "forms/to-khai.form"
    after = {**files, path: files[path].replace("Nơi cư trú".encode(), "Chỗ ở".encode())}
    found = compare_folders(files, after).changes
    assert {one.file for one in found} == {path}
