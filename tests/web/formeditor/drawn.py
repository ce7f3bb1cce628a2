"""A form with every component of our field."""

from typing import Any

FILE = "forms/rieng.form"


def _part(kind: str, key: str, field: str, label: str, english: str, **more: Any) -> dict[str, Any]:
    properties = {"labelEn": english, **more.pop("properties", {})}
    named = {"type": kind, "key": key, "id": field, "label": label}
    return {**named, "properties": properties, **more}


_MUST = {"validate": {"required": True}}
OWN: dict[str, Any] = {
    "type": "default",
    "id": "rieng",
    "schemaVersion": 18,
    "title": "Tờ khai riêng",
    "titleEn": "Our own form",
    "components": [
        {
            "type": "group",
            "id": "g1",
            "label": "Người nộp",
            "properties": {"labelEn": "Applicant"},
            "components": [
                _part("textfield", "ho_ten", "a1", "Họ và tên", "Full name", **_MUST),
                _part("personalnumber", "so_dinh_danh", "a2", "Số định danh", "Personal number"),
                _part("address", "noi_o", "a3", "Nơi cư trú", "Residence"),
            ],
        },
        _part(
            "paperlist",
            "giay_to",
            "a4",
            "Giấy tờ nộp kèm",
            "Papers",
            values=[{"value": "so_do", "label": "Sổ đỏ", "labelEn": "Title", "required": True}],
        ),
        _part(
            "decision",
            "quyet_dinh",
            "a5",
            "Quyết định",
            "Decision",
            values=[
                {"value": "cap", "label": "Cấp giấy phép", "labelEn": "Grant"},
                {"value": "tu_choi", "label": "Từ chối", "labelEn": "Refuse", "reason": True},
            ],
        ),
        _part(
            "feeline",
            "le_phi",
            "a6",
            "Lệ phí",
            "Fee",
            properties={
                "amount": "75000",
                "freeIf": 'quyet_dinh == "tu_choi"',
                "freeVi": "hồ sơ bị từ chối",
                "freeEn": "refused",
            },
        ),
        _part(
            "signature",
            "cam_doan",
            "a7",
            "Tôi cam đoan",
            "I declare",
            properties={"refers": "ho_ten"},
            conditional={"hide": '=quyet_dinh != "cap"'},
        ),
    ],
}
