import io
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest

from engine.actions.keep_draft import be_present, discard_draft, leave_draft, rename, reopen_draft
from engine.actions.open_draft import (
    Upload,
    draft_from_template,
    draft_from_upload,
    draft_from_version,
)
from engine.actions.save_draft_files import restore_save, save_draft_files
from engine.errors import (
    AccessDenied,
    DraftChanged,
    DraftClosed,
    InputRefused,
    NotFound,
    ProcedureRefused,
)
from engine.procedures.reader import read_folder
from engine.queries.comparing import compare_draft
from engine.queries.drafts import check_draft, files_of_save, get_draft, list_procedure_states
from engine.records.drafts import Draft
from tests.actions.conftest import Stage
from tests.make import TEST_PROCEDURES

KEY = "hai-nguoi"
FOLDER = read_folder(TEST_PROCEDURES / KEY)


def draw(stage: Stage) -> Draft:
    return draft_from_version(stage.context, stage.cast.frank, KEY, 1, "Bớt một bước")


def save(stage: Stage, draft: Draft, base: int, **files: bytes | None) -> Draft:
    named = {path.replace("__", "/").replace("_", "."): text for path, text in files.items()}
    return save_draft_files(stage.context, stage.cast.frank, draft.draft_id, base, named)


def packed(files: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for path, content in files.items():
            archive.writestr(path, content)
    return made.getvalue()


def test_a_draft_of_a_version_holds_what_the_version_holds(stage: Stage) -> None:
    page = get_draft(stage.context, draw(stage).draft_id)
    assert dict(page.files) == dict(FOLDER)
    assert page.base is not None
    assert (page.base.number, page.draft.number, page.draft.state) == (1, 1, "open")


def test_every_save_is_kept_and_can_be_restored(stage: Stage) -> None:
    draft = draw(stage)
    save(stage, draft, 1, README_md=b"one", forms__new_form=b"{}")
    save(stage, draft, 2, README_md=b"two")
    restored = restore_save(stage.context, stage.cast.frank, draft.draft_id, 1)
    page = get_draft(stage.context, draft.draft_id)
    assert (restored.number, dict(page.files)) == (4, dict(FOLDER))
    assert files_of_save(stage.context, draft.draft_id, 2)["README.md"] == b"one"
    assert [one.changed for one in page.saves[1:3]] == [
        ("README.md",),
        ("README.md", "forms/new.form"),
    ]


def test_saving_what_is_saved_already_makes_no_save(stage: Stage) -> None:
    draft = draw(stage)
    assert save(stage, draft, 1, README_md=FOLDER["README.md"]).number == 1


def test_nobody_overwrites_unseen_what_somebody_else_saved(stage: Stage) -> None:
    draft = draw(stage)
    save(stage, draft, 1, README_md=b"theirs")
    with pytest.raises(DraftChanged) as told:
        save(stage, draft, 1, README_md=b"mine")
    assert [(one.path, one.by_name, one.number) for one in told.value.conflicts] == [
        ("README.md", "Frank", 2)
    ]
    assert get_draft(stage.context, draft.draft_id).files["README.md"] == b"theirs"
    assert save(stage, draft, 2, README_md=b"mine").number == 3


def test_two_people_change_different_files_and_both_stay(stage: Stage) -> None:
    draft = draw(stage)
    save(stage, draft, 1, README_md=b"theirs")
    save(stage, draft, 1, forms__new_form=b"{}")
    files = get_draft(stage.context, draft.draft_id).files
    assert (files["README.md"], files["forms/new.form"]) == (b"theirs", b"{}")


def test_a_file_that_is_taken_away_is_gone(stage: Stage) -> None:
    draft = draw(stage)
    save(stage, draft, 1, README_md=None)
    assert "README.md" not in get_draft(stage.context, draft.draft_id).files


@pytest.mark.parametrize("path", ["../out.bpmn", "/etc/x", "a//b", ".hidden", "forms/" + "x" * 300])
def test_a_path_out_of_the_folder_is_refused(stage: Stage, path: str) -> None:
    draft = draw(stage)
    with pytest.raises(ProcedureRefused):
        save_draft_files(stage.context, stage.cast.frank, draft.draft_id, 1, {path: b""})


def test_a_file_too_large_for_a_procedure_is_refused(stage: Stage) -> None:
    draft = draw(stage)
    with pytest.raises(ProcedureRefused) as told:
        save(stage, draft, 1, process_bpmn=b"x" * 20_000_000)
    assert told.value.findings[0].file == "process.bpmn"


def test_a_draft_put_away_is_not_changed_until_it_is_taken_up_again(stage: Stage) -> None:
    draft = draw(stage)
    discard_draft(stage.context, stage.cast.frank, draft.draft_id)
    with pytest.raises(DraftClosed):
        save(stage, draft, 1, README_md=b"late")
    with pytest.raises(DraftClosed):
        restore_save(stage.context, stage.cast.frank, draft.draft_id, 1)
    reopen_draft(stage.context, stage.cast.frank, draft.draft_id)
    assert save(stage, draft, 1, README_md=b"now").number == 2


def test_only_designers_draw(stage: Stage) -> None:
    draft = draw(stage)
    with pytest.raises(AccessDenied):
        draft_from_version(stage.context, stage.cast.bob, KEY, 1)
    with pytest.raises(AccessDenied):
        save_draft_files(stage.context, stage.cast.bob, draft.draft_id, 1, {"README.md": b"x"})


def test_whoever_comes_second_is_told_who_is_there_since_when(stage: Stage) -> None:
    draft = draw(stage)
    cast, began = stage.cast, stage.clock.now()
    assert be_present(stage.context, cast.frank, draft.draft_id, "process.bpmn") == []
    stage.clock.move_to(began + timedelta(seconds=20))
    (other,) = be_present(stage.context, cast.bob, draft.draft_id, "process.bpmn")
    assert (other.person_id, other.since, other.path) == (
        cast.frank.person_id,
        began,
        "process.bpmn",
    )


def test_whoever_left_or_fell_silent_is_not_there_any_more(stage: Stage) -> None:
    draft = draw(stage)
    cast = stage.cast
    be_present(stage.context, cast.frank, draft.draft_id, "")
    leave_draft(stage.context, cast.frank, draft.draft_id)
    assert be_present(stage.context, cast.bob, draft.draft_id, "") == []
    stage.clock.move_to(stage.clock.now() + timedelta(minutes=2))
    assert be_present(stage.context, cast.frank, draft.draft_id, "") == []


def test_a_new_procedure_begins_as_a_template(stage: Stage) -> None:
    made = draft_from_template(
        stage.context, stage.cast.frank, "cap-moi", "same-day", "Cấp đổi giấy"
    )
    page = get_draft(stage.context, made.draft_id)
    assert page.title.vi == "Cấp đổi giấy"
    assert {one.file for one in check_draft(stage.context, made.draft_id, {}) if one.severe} == {
        "procedure.toml"
    }


@pytest.mark.parametrize("key", ["Cấp mới", "", "a--b", "../x", KEY])
def test_a_short_name_that_is_not_allowed_or_taken_is_refused(stage: Stage, key: str) -> None:
    with pytest.raises(InputRefused):
        draft_from_template(stage.context, stage.cast.frank, key, "empty")


def test_a_template_that_is_not_offered_is_not_found(stage: Stage) -> None:
    with pytest.raises(NotFound):
        draft_from_template(stage.context, stage.cast.frank, "moi", "../calendars")


def test_a_diagram_of_another_tool_becomes_a_draft_with_its_losses(stage: Stage) -> None:
    diagram = next(Path("tests/engine/dialects").rglob("*camunda7*.bpmn"))
    upload = Upload(files={diagram.name: diagram.read_bytes()})
    made = draft_from_upload(stage.context, stage.cast.frank, "nhap-vao", upload)
    assert made.remarks
    assert "process.bpmn" in get_draft(stage.context, made.draft_id).files


def test_a_zip_of_a_whole_folder_becomes_a_draft(stage: Stage) -> None:
    upload = Upload(files={"a.zip": packed({f"top/{path}": FOLDER[path] for path in FOLDER})})
    made = draft_from_upload(stage.context, stage.cast.frank, "tu-zip", upload)
    assert dict(get_draft(stage.context, made.draft_id).files) == dict(FOLDER)


@pytest.mark.parametrize(
    "files",
    [{}, {"a.txt": b"x"}, {"a.bpmn": b"<a/>", "b.bpmn": b"<a/>"}, {"a.bpmn": b"no xml"}],
    ids=["nothing", "no diagram", "two diagrams", "no xml"],
)
def test_files_that_are_no_procedure_are_refused(stage: Stage, files: dict[str, bytes]) -> None:
    with pytest.raises(InputRefused):
        draft_from_upload(stage.context, stage.cast.frank, "nhap-vao", Upload(files=files))


def test_the_workshop_lists_live_versions_drafts_and_running_cases(stage: Stage) -> None:
    draft = draw(stage)
    rename(stage.context, stage.cast.frank, draft.draft_id, "Gọn hơn")
    stage.file()
    state = next(one for one in list_procedure_states(stage.context) if one.key == KEY)
    assert [one.draft.name for one in state.drafts] == ["Gọn hơn"]
    assert [(one.version.number, one.running) for one in state.lines] == [(1, 1)]


def test_what_is_not_saved_is_checked_too(stage: Stage) -> None:
    draft = draw(stage)
    assert not [one for one in check_draft(stage.context, draft.draft_id, {}) if one.severe]
    found = check_draft(stage.context, draft.draft_id, {"process.bpmn": b"<broken"})
    assert [one.file for one in found if one.severe][:1] == ["process.bpmn"]


def test_values_nested_too_deep_stop_neither_the_list_nor_the_check(stage: Stage) -> None:
    draft = draw(stage)
    deep = b"title = " + b"[" * 5_000 + b"]" * 5_000
    save(stage, draft, 1, procedure_toml=deep, scenarios__tron_toml=deep)
    (state,) = [one for one in list_procedure_states(stage.context) if one.key == KEY]
    assert [one.draft.draft_id for one in state.drafts] == [draft.draft_id]
    assert get_draft(stage.context, draft.draft_id).title.vi == "Bớt một bước"
    severe = {one.file for one in check_draft(stage.context, draft.draft_id, {}) if one.severe}
    assert "procedure.toml" in severe
    told = compare_draft(stage.context, draft.draft_id)
    assert "procedure.toml" in {one.file for one in told.broken}


def test_an_archive_in_an_archive_is_not_read(stage: Stage) -> None:
    upload = Upload(files={"a.zip": packed({"b.zip": packed({"process.bpmn": b"<x/>"})})})
    with pytest.raises(InputRefused, match="one diagram"):
        draft_from_upload(stage.context, stage.cast.frank, "thu-tuc-moi", upload)
