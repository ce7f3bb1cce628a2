"""A copy of a register is taken in whole or not at all."""

import pytest

from engine.actions.take_register import take_register
from engine.errors import InputRefused
from engine.store.registers import find_entry
from tests.actions.conftest import Stage

NAME = "ket-hon"


def entry(stage: Stage, number: str) -> object:
    with stage.context.database.read() as db:
        return find_entry(db, NAME, number)


def test_an_entry_holds_the_other_columns(stage: Stage) -> None:
    content = "\ufeffnumber,ho_ten,ngay\r\n001,Nguyễn Thị A,2020-01-02\r\n".encode()
    assert take_register(stage.context, NAME, content) == 1
    assert entry(stage, "001") == {"ho_ten": "Nguyễn Thị A", "ngay": "2020-01-02"}


def test_a_new_copy_takes_the_place_of_the_one_before(stage: Stage) -> None:
    for number in ("001", "002"):
        take_register(stage.context, NAME, f"number,x\n{number},1\n".encode())
    assert (entry(stage, "001"), entry(stage, "002")) == (None, {"x": "1"})


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("so,x\n1,2\n", "“number”"),
        ("number,x\n1,2\n,3\n1,4\n5,6,7\n", "3, 4, 5."),
        ('number,x\n"1,2\n', "UTF-8"),
        ("number,x\n\xff", "UTF-8"),
    ],
)
def test_a_file_that_cannot_be_taken_changes_nothing(stage: Stage, text: str, told: str) -> None:
    take_register(stage.context, NAME, b"number,x\n001,1\n")
    with pytest.raises(InputRefused) as refused:
        take_register(stage.context, NAME, text.encode("latin-1" if "\xff" in text else "utf-8"))
    assert told in refused.value.text("en")
    assert entry(stage, "001") == {"x": "1"}
