"""Where the choices of an address come from."""

from engine.forms.provinces import province_names
from engine.records.forms import Field, Form, Section
from engine.records.people import Office
from engine.store.choices import choices_for
from engine.store.directory import Directory


def office(number: int, kind: str, name: str) -> Office:
    return Office(office_id=number, code=f"H99.{number}", name_vi=name, name_en=name, kind=kind)


def offered(*offices: Office) -> tuple[list[str], list[str]]:
    fields = tuple(
        Field(key=source, kind="text", label_vi="x", label_en="x", source=source)
        for source in ("provinces", "communes")
    )
    form = Form(
        form_id="f",
        title_vi="x",
        title_en="x",
        sections=(Section(title_vi="", title_en="", fields=fields),),
    )
    choices = choices_for(form, Directory(offices))
    return tuple([one.label_vi for one in choices[key]] for key in ("provinces", "communes"))  # type: ignore[return-value]


def test_there_are_34_provinces_each_with_its_code() -> None:
    names = province_names()
    assert len(names) == len(set(names.values())) == 34
    assert (names["01"], names["79"]) == ("Thành phố Hà Nội", "Thành phố Hồ Chí Minh")
    assert sum(one.startswith("Thành phố") for one in names.values()) == 6


def test_a_province_of_this_house_that_is_not_among_them_stands_first() -> None:
    provinces, _communes = offered(office(1, "province", "UBND Tỉnh Mẫu"))
    assert (provinces[0], len(provinces)) == ("Tỉnh Mẫu", 35)
    provinces, _communes = offered(office(1, "province", "Ủy ban nhân dân Tỉnh Cà Mau"))
    assert provinces == list(province_names().values())


def test_communes_are_those_with_an_office_here() -> None:
    offices = (
        office(1, "commune", "UBND xã Hai"),
        office(2, "commune", "Ủy ban nhân dân Phường Một"),
        office(3, "commune-centre", "Trung tâm xã Hai"),
    )
    assert offered(*offices)[1] == ["Phường Một", "Xã Hai"]
