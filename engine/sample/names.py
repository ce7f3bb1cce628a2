"""Invented citizens: names drawn from lists, personal numbers and telephones that nobody has."""

import unicodedata
from dataclasses import dataclass
from random import Random

FAMILY_NAMES = (
    *("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng"),
    *("Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý", "Đào", "Đoàn", "Trương", "Lâm"),
)
MIDDLE_MALE = ("Văn", "Đức", "Minh", "Quốc", "Hữu", "Gia", "Tuấn", "Thành", "Xuân", "Bá")
MIDDLE_FEMALE = ("Thị", "Thu", "Ngọc", "Thanh", "Phương", "Khánh", "Mỹ", "Bảo", "Hoài", "Diệu")
GIVEN_MALE = (
    *("An", "Bảo", "Cường", "Dũng", "Giang", "Hải", "Hùng", "Khang", "Khoa", "Lâm", "Long"),
    *("Nam", "Phong", "Phúc", "Quân", "Sơn", "Thắng", "Tiến", "Trung", "Tùng", "Vinh"),
)
GIVEN_FEMALE = (
    *("Anh", "Chi", "Diệp", "Dung", "Hà", "Hạnh", "Hiền", "Hoa", "Hương", "Lan", "Linh"),
    *("Mai", "Nga", "Ngân", "Nhung", "Oanh", "Quyên", "Thảo", "Trang", "Vân", "Yến"),
)
HAMLETS = ("Đông", "Tây", "Nam", "Bắc", "Thượng", "Hạ", "Trung", "Mới")
PEOPLES = ("Kinh", "Kinh", "Kinh", "Kinh", "Tày", "Mường", "Khmer", "Hoa")
MOST = 1000


@dataclass(frozen=True, kw_only=True)
class Citizen:
    """An applicant with the family that a birth dossier asks for.

    number, mother_number   twelve digits beginning 000: no province has that code
    phone                   0900 000 000 to 0900 000 999, one for each dossier
    """

    name: str
    number: str
    phone: str
    email: str
    address: str
    mother: str
    mother_number: str
    father: str
    father_number: str
    child: str
    child_is_girl: bool
    people: str


def make_citizen(number: int, place: str) -> Citizen:
    """Return citizen `number`, 0 to 999, who lives in `place`; the same number, the same citizen.

    Raises  ValueError for a number without a telephone
    """
    if not 0 <= number < MOST:
        raise ValueError(f"there are telephones for {MOST} citizens, not for number {number}")
    rng = Random(f"citizen {number}")  # noqa: S311 - invented people, not secrets
    family, girl = rng.choice(FAMILY_NAMES), rng.random() < 0.48
    father = f"{family} {rng.choice(MIDDLE_MALE)} {rng.choice(GIVEN_MALE)}"
    mother_given = rng.choice(GIVEN_FEMALE)
    mother = f"{rng.choice(FAMILY_NAMES)} {rng.choice(MIDDLE_FEMALE)} {mother_given}"
    child = f"{family} {rng.choice(MIDDLE_FEMALE)} {rng.choice(GIVEN_FEMALE)}"
    if not girl:
        child = f"{family} {rng.choice(MIDDLE_MALE)} {rng.choice(GIVEN_MALE)}"
    name = rng.choice((father, mother))
    return Citizen(
        name=name,
        number=f"000{100_000_000 + number:09d}",
        phone=f"0900000{number:03d}",
        email=f"{_ascii(name)}.{number}@example.vn" if rng.random() < 0.7 else "",
        address=f"Số {rng.randint(1, 180)}, thôn {rng.choice(HAMLETS)}, {place}, Tỉnh Mẫu",
        mother=mother,
        mother_number=f"000{200_000_000 + number:09d}",
        father=father,
        father_number=f"000{300_000_000 + number:09d}",
        child=child,
        child_is_girl=girl,
        people=rng.choice(PEOPLES),
    )


def _ascii(name: str) -> str:
    parts = unicodedata.normalize("NFD", name.lower().replace("đ", "d")).split()
    plain = "".join(letter for letter in parts[-1] + parts[0] if letter.isascii())
    return plain or "congdan"
