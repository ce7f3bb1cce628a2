"""The stories that sample cases tell: what is decided in each, how often, and what goes wrong.

Only what decides the way through a diagram stands here; all other answers are made from the forms.
"""

from collections.abc import Iterator, Mapping
from random import Random
from types import MappingProxyType

from engine.procedures.procedure import Procedure
from engine.records.forms import Form
from engine.sample.further import FURTHER, FURTHER_STORIES, FURTHER_USUAL
from engine.sample.tale import FILING, Answers, Story

BIRTH, COPY, PERMIT = "dang-ky-khai-sinh", "chung-thuc-ban-sao", "giay-phep-xay-dung"
PROCEDURES = (BIRTH, COPY, PERMIT, *FURTHER)
ALL_AGENCIES = ["fire-police", "culture", "aviation", "planning"]
ALONE = {"can_kiem_tra_thuc_dia": "khong", "co_quan_hoi": []}
VISITED = {"can_kiem_tra_thuc_dia": "co", "co_quan_hoi": []}
ASKED = {"can_kiem_tra_thuc_dia": "co", "co_quan_hoi": ["fire-police", "planning"]}
ASKED_ALL = {"can_kiem_tra_thuc_dia": "co", "co_quan_hoi": ALL_AGENCIES}
# What is decided unless the story says otherwise.
USUAL: Mapping[str, Mapping[str, Answers]] = MappingProxyType(
    {
        BIRTH: {
            FILING: {"cha_me_ket_hon": "co"},
            "kiem_tra": {"ket_qua_kiem_tra": "du"},
            "kiem_tra_bo_sung": {"ket_qua_bo_sung": "du"},
            "xac_nhan_tu_choi": {"quyet_dinh_tiep_nhan": "tu_choi"},
            "xac_minh": {"ket_qua_xac_minh": "co"},
            "nhan_xac_nhan": {"y_kien_du_thao": "dung"},
            "ky_giay": {"ket_qua_ky": "ky"},
        },
        COPY: {
            FILING: {"mang_ban_chinh": "hen"},
            "doi_chieu": {"ket_qua_doi_chieu": "hop_le"},
            "ky_chung_thuc": {"ket_qua_ky": "ky"},
        },
        PERMIT: {
            "kiem_tra": {"ket_qua_kiem_tra": "du"},
            "tham_dinh": {"ket_qua_tham_dinh": "du", **ALONE},
            "tham_dinh_lai": {"ket_qua_tham_dinh_lai": "du", **VISITED},
            "tham_dinh_cuoi": {"ket_qua_tham_dinh_cuoi": "du", **ALONE},
            "tra_loi_y_kien": {"y_kien": "dong_y"},
            "kiem_tra_thuc_dia": {"ket_qua_thuc_dia": "phu_hop"},
            "du_thao": {"de_xuat": "cap"},
            "soat_xet": {"ket_qua_soat_xet": "trinh"},
            "quyet_dinh": {"ket_qua_quyet_dinh": "cap"},
        },
        **FURTHER_USUAL,
    }
)
# What leaders send back now and then.
SENT_BACK: Mapping[str, Mapping[str, tuple[float, Answers]]] = MappingProxyType(
    {
        BIRTH: {"ky_giay": (0.06, {"ket_qua_ky": "tra_lai"})},
        COPY: {"ky_chung_thuc": (0.04, {"ket_qua_ky": "tra_lai"})},
        PERMIT: {"soat_xet": (0.15, {"ket_qua_soat_xet": "tra_lai"})},
    }
)
INCOMPLETE: Mapping[str, Answers] = {
    "kiem_tra": {
        "ket_qua_kiem_tra": "thieu",
        "muc_can_sua": ["que_quan", "tep_giay_sinh"],
        "giay_to_thieu": ["giay_to_2"],
    }
}
REFUSED: Mapping[str, Answers] = {"kiem_tra": {"ket_qua_kiem_tra": "tu_choi"}}
UNMARRIED: Mapping[str, Answers] = {FILING: {"cha_me_ket_hon": "khong"}}
NOT_YET: Mapping[str, Answers] = {"tham_dinh": {"ket_qua_tham_dinh": "thieu"}}
STILL_NOT = {**NOT_YET, "tham_dinh_lai": {"ket_qua_tham_dinh_lai": "thieu"}}
NEVER = {**STILL_NOT, "tham_dinh_cuoi": {"ket_qua_tham_dinh_cuoi": "khong_dat"}}
DENIED = {"du_thao": {"de_xuat": "tu_choi"}, "quyet_dinh": {"ket_qua_quyet_dinh": "tu_choi"}}
DESK, ONLINE = ("direct",), ("online",)
CORRECTS = {"nhan_xac_nhan": (0.6, {"y_kien_du_thao": "can_sua"})}

STORIES = (
    Story(name="same day at the desk", procedure=BIRTH, weight=22, channels=("direct", "post")),
    Story(name="online, confirmed", procedure=BIRTH, weight=18, channels=ONLINE),
    Story(
        name="online, silence is consent",
        procedure=BIRTH,
        weight=7,
        channels=ONLINE,
        quiet={"nhan_xac_nhan": 1.0},
    ),
    Story(
        name="draft with the applicant",
        procedure=BIRTH,
        weight=2,
        channels=ONLINE,
        quiet={"nhan_xac_nhan": 1.0},
        within_days=3,
    ),
    Story(name="draft corrected", procedure=BIRTH, weight=5, channels=ONLINE, sometimes=CORRECTS),
    Story(name="parents not married", procedure=BIRTH, weight=5, choices=UNMARRIED),
    Story(name="completed once", procedure=BIRTH, weight=10, choices=INCOMPLETE),
    Story(
        name="never completed",
        procedure=BIRTH,
        weight=6,
        choices=INCOMPLETE,
        quiet={"bo_sung_ho_so": 1.0},
    ),
    Story(
        name="waits for the applicant",
        procedure=BIRTH,
        weight=2,
        choices=INCOMPLETE,
        quiet={"bo_sung_ho_so": 1.0},
        within_days=14,
    ),
    Story(name="refused", procedure=BIRTH, weight=4, choices=REFUSED),
    Story(
        name="refusal not confirmed",
        procedure=BIRTH,
        weight=1,
        choices={**REFUSED, "xac_nhan_tu_choi": {"quyet_dinh_tiep_nhan": "tiep_nhan"}},
    ),
    Story(name="another commune verifies", procedure=BIRTH, weight=9, look_up="nothing"),
    Story(
        name="being verified elsewhere",
        procedure=BIRTH,
        weight=2,
        look_up="nothing",
        quiet={"xac_minh": 1.0},
        within_days=8,
    ),
    Story(name="register out of reach", procedure=BIRTH, weight=2, look_up="unreachable"),
    Story(name="register broken", procedure=BIRTH, weight=1, look_up="broken", within_days=6),
    Story(name="withdrawn", procedure=BIRTH, weight=3, choices=INCOMPLETE, withdraws=True),
    Story(
        name="copy at the desk",
        procedure=COPY,
        weight=34,
        channels=DESK,
        choices={FILING: {"mang_ban_chinh": "tai_quay"}},
    ),
    Story(name="copy by appointment", procedure=COPY, weight=12, channels=ONLINE),
    Story(
        name="original never brought",
        procedure=COPY,
        weight=5,
        channels=ONLINE,
        quiet={"cho_ban_chinh": 1.0},
    ),
    Story(
        name="copy refused",
        procedure=COPY,
        weight=3,
        choices={"doi_chieu": {"ket_qua_doi_chieu": "khong_hop_le"}},
    ),
    Story(name="permit at once", procedure=PERMIT, weight=12),
    Story(
        name="site visited",
        procedure=PERMIT,
        weight=8,
        choices={"tham_dinh": {"ket_qua_tham_dinh": "du", **VISITED}},
    ),
    Story(
        name="agencies answer",
        procedure=PERMIT,
        weight=12,
        choices={"tham_dinh": {"ket_qua_tham_dinh": "du", **ASKED}},
    ),
    Story(
        name="some agencies are silent",
        procedure=PERMIT,
        weight=8,
        choices={"tham_dinh": {"ket_qua_tham_dinh": "du", **ASKED_ALL}},
        quiet={"tra_loi_y_kien": 0.45},
    ),
    Story(name="permit completed", procedure=PERMIT, weight=8, choices=NOT_YET),
    Story(name="permit completed twice", procedure=PERMIT, weight=4, choices=STILL_NOT),
    Story(name="permit never complete", procedure=PERMIT, weight=3, choices=NEVER),
    Story(
        name="permit not completed in time",
        procedure=PERMIT,
        weight=3,
        choices=NOT_YET,
        quiet={"bo_sung": 1.0},
    ),
    Story(name="permit denied", procedure=PERMIT, weight=4, choices=DENIED),
    Story(name="permit not accepted", procedure=PERMIT, weight=3, choices=REFUSED),
    Story(name="permit withdrawn", procedure=PERMIT, weight=2, withdraws=True),
    *FURTHER_STORIES,
)


def decide(story: Story, element: str, rng: Random) -> dict[str, object]:
    """Return the answers that decide the way at an element, this time."""
    usual = USUAL.get(story.procedure, {}).get(element, {})
    decided = {**usual, **story.choices.get(element, {})}
    sometimes = {**SENT_BACK.get(story.procedure, {}), **story.sometimes}
    if element in sometimes:
        probability, instead = sometimes[element]
        if rng.random() < probability:
            return {**decided, **instead}
    return decided


def check_stories(procedure: Procedure) -> None:
    """Raise ValueError when a story names an element, field or choice that the procedure lacks."""
    for element, answers in _told(procedure.key):
        for key, value in answers.items():
            if not _fits(_form_at(procedure, element), key, value):
                raise ValueError(
                    f"the sample stories of {procedure.key} are out of date:"
                    f" {element} does not ask for {key} = {value!r}"
                )


def _told(key: str) -> Iterator[tuple[str, Answers]]:
    yield from USUAL.get(key, {}).items()
    yield from ((element, answers) for element, (_, answers) in SENT_BACK.get(key, {}).items())
    for story in STORIES:
        if story.procedure == key:
            yield from story.choices.items()
            yield from ((element, answers) for element, (_, answers) in story.sometimes.items())


def _form_at(procedure: Procedure, element: str) -> Form:
    if element == FILING:
        return procedure.forms[procedure.card.filing_form]
    node = procedure.diagram.process.nodes.get(element)
    if node is None:
        raise ValueError(f"the sample stories are out of date: {procedure.key} has no {element}")
    return procedure.forms[node.attributes["form"]]


def _fits(form: Form, key: str, value: object) -> bool:
    known = {one.key: {choice.value for choice in one.choices} for one in form.fields}
    wanted = set(value) if isinstance(value, list) else {value}
    return key in known and wanted <= known[key]
