"""The kinds of offices that procedures may name."""

from collections.abc import Mapping
from types import MappingProxyType

from engine.records.cards import Text

# The office that a case was filed for, whatever its kind.
CASE_OFFICE = "case"

OFFICE_KINDS: Mapping[str, Text] = MappingProxyType(
    {
        "commune": Text(vi="Ủy ban nhân dân xã, phường", en="Commune People's Committee"),
        "commune-centre": Text(
            vi="Trung tâm Phục vụ hành chính công xã, phường",
            en="Commune public administration service centre",
        ),
        "province": Text(vi="Ủy ban nhân dân tỉnh", en="Provincial People's Committee"),
        "provincial-centre": Text(
            vi="Trung tâm Phục vụ hành chính công tỉnh",
            en="Provincial public administration service centre",
        ),
        "construction": Text(vi="Cơ quan quản lý xây dựng", en="Construction authority"),
        "fire-police": Text(
            vi="Cảnh sát phòng cháy, chữa cháy và cứu nạn, cứu hộ",
            en="Fire prevention and rescue police",
        ),
        "aviation": Text(vi="Cơ quan quản lý độ cao công trình", en="Aviation height authority"),
        "culture": Text(vi="Cơ quan quản lý di sản, văn hóa", en="Culture and heritage authority"),
        "planning": Text(vi="Cơ quan quản lý quy hoạch", en="Planning authority"),
        "environment": Text(vi="Cơ quan quản lý môi trường", en="Environment authority"),
        "land": Text(vi="Văn phòng đăng ký đất đai", en="Land registration office"),
        "tax": Text(vi="Cơ quan thuế", en="Tax authority"),
        "police": Text(vi="Công an xã, phường", en="Commune police"),
        "provincial-police": Text(vi="Công an tỉnh", en="Provincial police"),
        "social-insurance": Text(vi="Bảo hiểm xã hội", en="Social insurance"),
        "justice": Text(vi="Sở Tư pháp", en="Department of Justice"),
        "finance": Text(vi="Sở Tài chính", en="Department of Finance"),
        "health": Text(vi="Sở Y tế", en="Department of Health"),
        "education": Text(vi="Sở Giáo dục và Đào tạo", en="Department of Education and Training"),
        "home-affairs": Text(vi="Sở Nội vụ", en="Department of Home Affairs"),
        "ministry": Text(vi="Bộ, cơ quan ngang bộ", en="Ministry"),
    }
)
