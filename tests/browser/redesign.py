"""An office whose building permit asks the agencies one after the other, with fifty cases."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page

from engine.actions.complete_task import complete_task
from engine.actions.publish_procedure import publish_procedure
from engine.actions.start_case import start_case
from engine.procedures.reader import read_folder
from engine.records.cases import Case
from engine.records.filings import Filing
from engine.scenarios.reader import read_scenario
from tests.actions.workshop import Workshop, open_workshop
from tests.browser.look import served
from tests.databases import make_tables, sqlite_url
from tests.make import PASSWORD, PROCEDURES, task_at
from tests.web.casework import Casework, open_casework
from tests.web.citizen import furnish_portal

KEY = "giay-phep-xay-dung"
# Its guide leads on to this one.
NEAR = "dang-ky-dat-dai-lan-dau"
CASES = 50
# These scenarios answer the agencies in any order.
ANY_ORDER = ("scenarios/cap-phep.toml", "scenarios/im-lang-la-dong-y.toml")
LOOP = "<bpmn:multiInstanceLoopCharacteristics "
PICTURES = "MOTCUA_PICTURES"


@dataclass(frozen=True, kw_only=True)
class Office:
    """The office, the people of its workshop, and its address."""

    house: Casework
    workshop: Workshop
    address: str

    def sign_in(self, page: Page, login: str) -> None:
        """Sign somebody in, whoever was signed in before."""
        # The page before may ask for news, for which nobody is signed in any more.
        page.goto("about:blank")
        page.context.clear_cookies()
        page.goto(f"{self.address}/sign-in")
        page.get_by_label("Tên đăng nhập").fill(login)
        page.get_by_label("Mật khẩu").fill(PASSWORD)
        page.locator("main button[type=submit]").click()
        page.wait_for_url(lambda url: "/sign-in" not in url)


@contextmanager
def open_office(folder: Path) -> Iterator[Office]:
    """Serve the office."""
    template = folder / "template.db"
    make_tables(sqlite_url(template))
    with open_casework(template, furnish_portal(template), folder) as house:
        workshop = open_workshop(house.context)
        files = _one_after_the_other()
        publish_procedure(house.context, KEY, files)
        publish_procedure(house.context, NEAR, read_folder(PROCEDURES / NEAR))
        _file_cases(house, files)
        with served(house.app) as address:
            yield Office(house=house, workshop=workshop, address=address)


def shoot(page: Page, name: str) -> None:
    """Take a picture for docs/howto where one is wanted: MOTCUA_PICTURES names the folder."""
    if folder := os.environ.get(PICTURES):
        page.wait_for_timeout(500)
        page.screenshot(path=f"{folder}/redesign-{name}.png")


def _one_after_the_other() -> dict[str, bytes]:
    files = dict(read_folder(PROCEDURES / KEY))
    drawn = files["process.bpmn"].decode()
    assert drawn.count(LOOP) == 1
    files["process.bpmn"] = drawn.replace(LOOP, f'{LOOP}isSequential="true" ').encode()
    return {path: content for path, content in files.items() if path not in ANY_ORDER}


def _file_cases(house: Casework, files: dict[str, bytes]) -> list[Case]:
    """File cases; every second one is taken in and waits for its appraisal."""
    path = "scenarios/khong-can-hoi.toml"
    scenario, _findings = read_scenario(files[path], path)
    assert scenario is not None
    answers = json.loads(json.dumps(dict(scenario.answers)))
    cases = []
    for number in range(CASES):
        filing = Filing(
            procedure_key=KEY, office_id=house.cast.office_id, answers=answers, channel="online"
        )
        case = start_case(house.context, filing)
        if number % 2:
            place = task_at(house.context, case, "kiem_tra")
            complete_task(house.context, house.cast.alice, place, {"ket_qua_kiem_tra": "du"})
        cases.append(case)
    return cases
