"""The people of the sample office: invented names, short logins, one password for all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from engine.access import post_name
from engine.queries.sample_people import SAMPLE_PASSWORD
from engine.records.people import Authority, Office, Person, Post
from engine.sample.offices import COMMUNES, all_plans
from engine.store.database import Db
from engine.store.passwords import WEAK, hash_password
from engine.store.people import insert_person

AN, BINH, SON = COMMUNES


@dataclass(frozen=True, kw_only=True)
class PersonPlan:
    """Somebody to be made; `posts` are pairs of office code and kind of post.

    standing   how they sign letters and with which title, by the kind of post
    """

    login: str
    name: str
    posts: tuple[tuple[str, str], ...]
    standing: Mapping[str, tuple[Authority, str]] = field(default_factory=dict)


def _one(login: str, name: str, *posts: tuple[str, str]) -> PersonPlan:
    return PersonPlan(login=login, name=name, posts=posts)


def _deputy(login: str, name: str, office: str, title: str) -> PersonPlan:
    """Return somebody who signs in the place of the head of an office."""
    return PersonPlan(
        login=login, name=name, posts=((office, "leader"),), standing={"leader": ("KT", title)}
    )


def _division(login: str, name: str, office: str, title: str) -> PersonPlan:
    """Return who leads an office and its division, for which they sign by order of the head."""
    return PersonPlan(
        login=login,
        name=name,
        posts=_posts(office, "head", "leader"),
        standing={"head": ("TL", title)},
    )


def _posts(office: str, *kinds: str) -> tuple[tuple[str, str], ...]:
    return tuple((office, kind) for kind in kinds)


PEOPLE = (
    # The desk officers of a commune sit in its centre and work for its People's Committee.
    _one("lan.motcua", "Nguyễn Thị Lan", (AN, "desk"), (f"{AN}.1", "desk")),
    _one("hoa.motcua", "Trần Thị Hoa", (AN, "desk"), (f"{AN}.1", "desk")),
    _one("binh.hotich", "Lê Văn Bình", (AN, "specialist")),
    _one("dung.xaydung", "Phạm Tiến Dũng", (AN, "specialist")),
    _one("minh.phong", "Vũ Đức Minh", (AN, "head"), (f"{AN}.1", "head")),
    _one("tam.lanhdao", "Đỗ Thanh Tâm", (AN, "leader")),
    _deputy("khoi.phochutich", "Vương Anh Khôi", AN, "Phó Chủ tịch"),
    _one("yen.vanthu", "Hoàng Hải Yến", (AN, "clerk")),
    _one("mai.motcua", "Bùi Thị Mai", (BINH, "desk"), (f"{BINH}.1", "desk")),
    _one("hung.hotich", "Đặng Quốc Hùng", (BINH, "specialist")),
    _one("nga.phong", "Ngô Thúy Nga", (BINH, "head"), (f"{BINH}.1", "head")),
    _one("quang.lanhdao", "Trịnh Minh Quang", (BINH, "leader")),
    _one("thu.vanthu", "Dương Thị Thu", (BINH, "clerk")),
    _one("phuc.motcua", "Lý Hồng Phúc", (SON, "desk"), (f"{SON}.1", "desk")),
    _one("loan.hotich", "Phan Thị Loan", (SON, "specialist")),
    _one("kien.phong", "Mai Trung Kiên", (SON, "head"), (f"{SON}.1", "head")),
    _one("cuong.lanhdao", "Tạ Mạnh Cường", (SON, "leader")),
    _one("ha.vanthu", "Đinh Thu Hà", (SON, "clerk")),
    _one("trang.tinh", "Cao Thùy Trang", ("H99.1", "desk")),
    _one("son.tinh", "Hồ Thái Sơn", ("H99.1", "head")),
    _one("tuan.pccc", "Lương Anh Tuấn", ("H99.13.1", "specialist")),
    _one("linh.vanhoa", "Võ Khánh Linh", ("H99.4", "specialist")),
    _one("khoa.docao", "Chu Đăng Khoa", ("H99.15", "specialist")),
    _one("thao.quyhoach", "Lâm Phương Thảo", ("H99.3", "specialist")),
    _one("long.xaydung", "Quách Thành Long", ("H99.2", "specialist"), ("H99.2", "head")),
    _one("hien.tuphap", "Kiều Thu Hiền", *_posts("H99.5", "desk", "specialist", "clerk")),
    _one("phong.tuphap", "Vương Đình Phong", ("H99.5", "head")),
    _one("hai.tuphap", "Lại Ngọc Hải", ("H99.5", "leader")),
    _one("an.congan", "Tô Bình An", (f"{AN}.2", "police")),
    _one("bao.congan", "Tạ Quốc Bảo", (f"{BINH}.2", "police"), (f"{SON}.2", "police")),
    _one("nhung.congan", "Mạc Thị Nhung", *_posts("H99.13", "desk", "specialist")),
    _one("thang.congan", "Ninh Đức Thắng", *_posts("H99.13", "head", "leader")),
    _one("diep.taichinh", "Ông Ngọc Diệp", *_posts("H99.9", "desk", "specialist")),
    _division("vinh.taichinh", "Phùng Quang Vinh", "H99.9", "Trưởng phòng Đăng ký kinh doanh"),
    _one("nam.vanhoa", "Từ Hoài Nam", ("H99.4", "head")),
    _one("ngoc.vanhoa", "Giang Bảo Ngọc", ("H99.4", "leader")),
    _one("thanh.noivu", "La Chí Thành", *_posts("H99.12", "desk", "specialist")),
    _one("hue.noivu", "Khúc Minh Huệ", *_posts("H99.12", "head", "leader")),
    _one("dong.datdai", "Thân Văn Đông", ("H99.7", "specialist")),
    _one("thuy.thue", "Doãn Bích Thủy", ("H99.8", "specialist")),
    _one("vy.baohiem", "Châu Tường Vy", ("H99.14", "social-insurance")),
    # Offices without a leader or clerk of their own are signed and sealed for by the province.
    _one("vinh.lanhdao", "Phùng Quang Vinh", ("H99", "leader")),
    _one("chi.vanthu", "Trương Mai Chi", ("H99", "clerk")),
    _one("giang.thanhtra", "Hà Hương Giang", ("H99", "auditor")),
    _one("nhan.thietke", "Thái Thành Nhân", ("H99", "designer")),
    _one("my.thietke", "Đoàn Ngọc Mỹ", ("H99", "designer")),
    _one("duyet.quytrinh", "Lưu Gia Duyệt", ("H99", "approver")),
    _one("khanh.pheduyet", "Tăng Vân Khánh", ("H99", "approver")),
    _one("dat.quantri", "Nghiêm Tiến Đạt", ("H99", "administrator")),
)


def insert_people(
    db: Db, offices: Mapping[str, Office], created_at: datetime
) -> tuple[Person, ...]:
    """Make the people. Their password hash is weak: the password is printed anyway."""
    password_hash = hash_password(SAMPLE_PASSWORD, WEAK)
    made = []
    for plan in PEOPLE:
        posts = tuple(
            _post(offices[code], kind, plan.standing.get(kind, ("", "")))
            for code, kind in plan.posts
        )
        email = f"{plan.login}@example.vn"
        person = Person(person_id=0, login=plan.login, name=plan.name, email=email, posts=posts)
        made.append(insert_person(db, person, password_hash, created_at))
    return tuple(made)


def _post(office: Office, kind: str, standing: tuple[Authority, str]) -> Post:
    signs, title = standing
    return Post(
        office_id=office.office_id, office_code=office.code, kind=kind, signs=signs, title=title
    )


def sample_people() -> Sequence[tuple[str, str]]:
    """Return login, and name, post and office in both languages, of everybody."""
    offices = {plan.code: plan for plan in all_plans()}
    return [
        (one.login, f"{one.name}: {_describe(one, offices[one.posts[0][0]].vi)}") for one in PEOPLE
    ]


def _describe(one: PersonPlan, office: str) -> str:
    post = post_name(one.posts[0][1])
    return f"{post.vi} / {post.en}, {office}"
