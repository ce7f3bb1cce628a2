"""The 34 provinces and cities since 1 July 2025, with their codes.

Source: NQ 202/2025/QH15 (the mergers); QĐ 19/2025/QĐ-TTg (codes of administrative units)
"""

from collections.abc import Mapping
from types import MappingProxyType

# Where the choices of an address come from.
PROVINCES, COMMUNES = "provinces", "communes"
_CITIES = frozenset(("01", "31", "46", "48", "79", "92"))
_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "01": "Hà Nội",
        "04": "Cao Bằng",
        "08": "Tuyên Quang",
        "11": "Điện Biên",
        "12": "Lai Châu",
        "14": "Sơn La",
        "15": "Lào Cai",
        "19": "Thái Nguyên",
        "20": "Lạng Sơn",
        "22": "Quảng Ninh",
        "24": "Bắc Ninh",
        "25": "Phú Thọ",
        "31": "Hải Phòng",
        "33": "Hưng Yên",
        "37": "Ninh Bình",
        "38": "Thanh Hóa",
        "40": "Nghệ An",
        "42": "Hà Tĩnh",
        "44": "Quảng Trị",
        "46": "Huế",
        "48": "Đà Nẵng",
        "51": "Quảng Ngãi",
        "52": "Gia Lai",
        "56": "Khánh Hòa",
        "66": "Đắk Lắk",
        "68": "Lâm Đồng",
        "75": "Đồng Nai",
        "79": "Hồ Chí Minh",
        "80": "Tây Ninh",
        "82": "Đồng Tháp",
        "86": "Vĩnh Long",
        "91": "An Giang",
        "92": "Cần Thơ",
        "96": "Cà Mau",
    }
)


def province_names() -> Mapping[str, str]:
    """Return the full name of every province and city by its code, in the order of the codes."""
    return {
        code: f"{'Thành phố' if code in _CITIES else 'Tỉnh'} {name}"
        for code, name in _NAMES.items()
    }
