"""The address for providers, the simulated bank, and what the applicant sees."""

from dataclasses import replace
from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from engine.payments.simulator import SIMULATOR, signed_call
from engine.records.cases import Case
from engine.records.values import Json
from tests.web.house import make_test_settings
from tests.web.money.treasury import Treasury
from web.app import create_app


def call(treasury: Treasury, case: Case, secret: str | None = None, **more: Json) -> TestResponse:
    """Send a call-back over HTTP."""
    order = treasury.order(case)
    told: dict[str, Json] = {
        "reference": order.reference, "amount": order.amount, "currency": "VND", "state": "paid",
        "transaction": "GD-1", **more,
    }  # fmt: skip
    provider = treasury.context.payments[SIMULATOR]
    signed = signed_call(provider, told, treasury.context.clock.now(), secret=secret)
    return treasury.app.test_client().post(
        f"/payments/{SIMULATOR}/callback", data=signed.body, headers=dict(signed.headers)
    )


def test_a_signed_call_back_needs_no_form(treasury: Treasury) -> None:
    case = treasury.file()
    answer = call(treasury, case)
    assert (answer.status_code, answer.json) == (200, {"accepted": True, "status": "paid"})
    assert treasury.order(case).state == "paid"


def test_a_forged_one_is_refused(treasury: Treasury) -> None:
    case = treasury.file()
    answer = call(treasury, case, secret="y" * 40)
    assert (answer.status_code, answer.json) == (401, {"accepted": False, "status": "forged"})
    assert treasury.order(case).state == "open"


def test_an_unknown_provider_and_a_huge_body_are_refused(treasury: Treasury) -> None:
    client = treasury.app.test_client()
    assert client.post("/payments/nobody/callback", data=b"{}").status_code == 404
    huge = client.post(f"/payments/{SIMULATOR}/callback", data=b"x" * 20_000)
    assert huge.status_code == 413


def test_the_applicant_sees_what_to_pay_and_pays_at_the_bank(treasury: Treasury) -> None:
    case = treasury.file()
    dora = treasury.dora(case)
    page = dora.get("/tracking/dossier")
    assert "42.500" in page.words
    assert "NQ 01/2026/NQ-HĐND" in page.words
    reference = treasury.order(case).reference
    bank = dora.get(f"/tracking/pay/{reference}", 303).response.headers["Location"]
    assert bank == f"/simulator/{reference}"
    dora.get(bank)
    dora.post(bank, act="pay")
    assert "BL-2026-0000001" in dora.get("/tracking/dossier").words
    assert dora.get("/tracking/receipts/1").response.data.startswith(b"%PDF-")


def test_the_receipt_of_another_dossier_is_not_given(treasury: Treasury) -> None:
    paid, other = treasury.file(), treasury.file(so_trang=1)
    treasury.call(paid, "pay")
    treasury.dora(other).get("/tracking/receipts/1", 404)


@pytest.mark.parametrize("act", ["decline", "wrong-amount", "forge", "late"])
def test_nothing_but_a_payment_changes_the_dossier(treasury: Treasury, act: str) -> None:
    case = treasury.file()
    bank = f"/simulator/{treasury.order(case).reference}"
    treasury.browser().post(bank, 200, act=act)
    assert treasury.order(case).state == "open"


def test_there_is_no_bank_outside_the_sample(treasury: Treasury, tmp_path: Path) -> None:
    case = treasury.file()
    real = replace(treasury.context, sample_mode=False)
    app = create_app(real, make_test_settings(tmp_path))
    bank = f"/simulator/{treasury.order(case).reference}"
    assert app.test_client().get(bank).status_code == 404


def test_the_bank_takes_nothing_for_an_order_that_counts_no_more(treasury: Treasury) -> None:
    case = treasury.file()
    reference = treasury.order(case).reference
    treasury.browser("alice").post(
        f"/cases/{case.code}/fees/orders/1/cancel", reason="Nhập nhầm khoản thu"
    )
    page = treasury.browser().get(f"/simulator/{reference}")
    assert "Yêu cầu này không còn phải nộp." in page.words
    assert 'value="pay"' not in page.text
