"""A designer who never programs redraws the building permit, from the first line to the last case.

One journey through all pages of the workshop; docs/howto/redesign.md tells it, with its pictures.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from engine.store.case_search import count_running
from engine.store.versions import find_live, list_versions
from tests.browser.drawing import choose, put
from tests.browser.look import SCREEN, arrive, complaints, settle
from tests.browser.modeling import saving
from tests.browser.redesign import CASES, KEY, Office, open_office, shoot

pytestmark = pytest.mark.browser
TOMORROW = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)  # 08:00 in Viet Nam
LETTER = "yeu-cau-bo-sung"
ALL_GREEN = re.compile(r"Cả \d+ kịch bản đều diễn ra như đã ghi\.")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with open_office(tmp_path) as made:
        yield made


def open_draft(page: Page, office: Office) -> str:
    """Open a draft of the building permit, and return its address."""
    page.goto(f"{office.address}/workshop")
    shoot(page, "1-workshop")
    card = page.locator("section", has=page.locator(f"input[name=key][value={KEY}]"))
    card.get_by_role("button", name="Thiết kế lại").click()
    arrive(page, "/workshop/drafts/[0-9]+")
    return page.url


def redraw(page: Page, draft: str) -> None:
    """Ask all agencies at once, and give the appraisal two days less."""
    page.goto(f"{draft}/diagram#tham_dinh")
    page.locator("[data-modeler][data-ready]").wait_for()
    choose(page, "lay_y_kien")
    with saving(page):
        put(page, "loopCharacteristics", "side")
    choose(page, "tham_dinh")
    with saving(page):
        page.locator("[data-entry-id='motcua:term'] input").fill("5")
        page.locator("[data-entry-id='motcua:term'] input").blur()
    shoot(page, "2-diagram")


def drop_field(page: Page, draft: str) -> None:
    """Ask the applicant for no e-mail address any more."""
    page.goto(f"{draft}/forms/don-de-nghi")
    page.locator("[data-formeditor][data-ready]").wait_for()
    page.locator("[data-id=Field_email] .drawn").first.click()
    shoot(page, "3-form")
    page.get_by_role("button", name=re.compile("^Xóa: ")).first.click()
    expect(page.locator("#draft-status")).to_have_attribute("data-state", "saved")


def mend_faults(page: Page, draft: str) -> None:
    """Mend the two faults that the check shows: a letter still prints what is not asked."""
    page.goto(draft)
    expect(page.locator(".finding-severe")).to_have_count(2)
    shoot(page, "4-faults")
    page.locator(".finding-severe a").first.click()
    arrive(page, f".*/letters/{LETTER}")
    settle(page)
    text = page.locator("#letter-text")
    text.fill(re.sub(r'#if given\("email"\) \[[^\n]*\]\n', "", text.input_value()))
    expect(page.locator("#draft-status")).to_have_attribute("data-state", "saved")
    page.locator("#letter-shown img").first.wait_for()
    shoot(page, "5-letter")
    page.goto(f"{draft}/scenarios")
    page.get_by_role("button", name="Bỏ các câu trả lời này").click()
    expect(page.locator("main")).to_contain_text(ALL_GREEN)


def try_and_record(page: Page, draft: str) -> None:
    """Refuse a case in a trial, and record that as a scenario."""
    page.goto(f"{draft}/try")
    with page.expect_navigation():
        page.get_by_role("button", name="Nộp và bắt đầu chạy thử").click()
    page.get_by_role("radio", name="Không tiếp nhận").check()
    page.locator("textarea[name=ly_do_tu_choi]").fill("Không phải nhà ở riêng lẻ")
    shoot(page, "7-trial")
    page.get_by_role("button", name="Hoàn thành bước").click()
    page.get_by_role("link", name="Ghi thành kịch bản").click()
    page.get_by_label("Kịch bản này cho thấy điều gì").fill("Từ chối ngay tại quầy")
    page.get_by_role("button", name="Ghi kịch bản").click()
    expect(page.locator("main")).to_contain_text(ALL_GREEN)


def compare(page: Page, draft: str) -> None:
    """Read what changes, in sentences and figures, and whom it touches."""
    page.goto(f"{draft}/compare")
    main = page.locator("main")
    expect(main).to_contain_text(re.compile("Thẩm định hồ sơ.* từ 7 xuống 5 ngày làm việc"))
    expect(main).to_contain_text("Lấy ý kiến từng cơ quan")
    page.locator("[data-drawn]").first.wait_for()
    shoot(page, "8-compare")
    page.goto(f"{draft}/weigh")
    expect(main).to_contain_text("20")
    shoot(page, "9-weigh")
    page.goto(f"{draft}/impact")
    expect(main).to_contain_text(str(CASES))


def send_and_approve(page: Page, office: Office, draft: str) -> None:
    """Send it as Nora, agree as Pia, for tomorrow at eight."""
    page.goto(f"{draft}/publish")
    page.locator("#summary").fill("Hỏi các cơ quan cùng lúc; thẩm định 5 ngày; bớt thư điện tử.")
    page.locator("input[name=when][value=at]").check()
    page.locator("#day").fill("2026-11-24")
    page.locator("#hour").fill("08:00")
    page.locator("form[action$='/publish'] button").click()
    page.get_by_text("Đang kiểm tra", exact=True).wait_for()
    office.workshop.work()
    office.sign_in(page, "pia")
    page.goto(f"{draft}/publish")
    page.locator("input[value=dong_y]").check()
    page.locator("#decision-number").fill("123/QĐ-UBND")
    page.locator("#decision-on").fill("2026-11-20")
    shoot(page, "11-approve")
    page.locator("form[action$='/decide'] button").click()
    page.get_by_text("Đã ghi ý kiến").wait_for()
    office.workshop.work()


def move_cases(page: Page, office: Office) -> None:
    """Move all running cases to the new version."""
    office.sign_in(page, "rita")
    page.goto(f"{office.address}/workshop/procedures/{KEY}/moving")
    page.get_by_role("button", name="Ghép các bước").click()
    page.locator("[data-drawn]").nth(1).wait_for()
    with page.expect_navigation():
        page.get_by_role("button", name="Lưu và chạy thử").click()
    office.workshop.work()
    page.goto(page.url)
    shoot(page, "12-move")
    page.get_by_label("Lý do").fill("Hồ sơ đang chạy cũng được hỏi ý kiến cùng lúc")
    with page.expect_navigation():
        page.get_by_role("button", name="Chuyển hồ sơ").click()
    office.workshop.work()
    page.goto(page.url)
    page.get_by_text(f"{CASES} đã chuyển").first.wait_for()


def live_number(office: Office) -> int:
    with office.house.context.database.read() as db:
        found = find_live(db, KEY)
    assert found is not None
    return found.number


def running(office: Office) -> dict[int, int]:
    """Return how many cases run on each version, by its number."""
    with office.house.context.database.read() as db:
        counts = count_running(db)
        numbers = {one.version_id: one.number for one in list_versions(db, KEY)}
    return {numbers[one]: count for one, count in counts.items() if one in numbers}


def test_a_procedure_is_redrawn_tried_approved_published_moved_and_rolled_back(
    page: Page, office: Office
) -> None:
    page.set_viewport_size(SCREEN)  # type: ignore[arg-type]
    heard = complaints(page)
    office.sign_in(page, "nora")
    draft = open_draft(page, office)
    redraw(page, draft)
    drop_field(page, draft)
    mend_faults(page, draft)
    try_and_record(page, draft)
    compare(page, draft)
    send_and_approve(page, office, draft)
    assert live_number(office) == 1
    office.workshop.work(TOMORROW)
    assert live_number(office) == 2
    move_cases(page, office)
    assert running(office) == {2: CASES}
    page.goto(f"{office.address}/workshop/procedures/{KEY}/releases")
    page.locator("#back-reason").fill("Các cơ quan chưa sẵn sàng trả lời cùng lúc.")
    page.locator("form[action$='/roll-back'] button").click()
    page.get_by_text("Phiên bản 3 được áp dụng").wait_for()
    shoot(page, "14-releases")
    assert (live_number(office), running(office)) == (3, {2: CASES})
    assert heard == []
