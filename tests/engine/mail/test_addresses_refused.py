"""An address that no mail can go to is refused with a sentence, whatever is wrong with it."""

import pytest

from engine.clock import SystemClock
from engine.errors import InputRefused
from engine.mail import Message, compose


@pytest.mark.parametrize("to", ["<a@b.vn>", ",@a.vn", "a@[x.vn", "a@", "@", "a b@c.vn", ""])
def test_what_is_no_address_is_refused(to: str) -> None:
    with pytest.raises(InputRefused):
        compose(Message(to=to, subject="Hồ sơ", text="…"), "motcua@localhost", SystemClock())
