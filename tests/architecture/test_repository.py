"""What must and must not stand in the files of the repository."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

from tests.architecture.sources import CODE, ROOT, parse, python_files, tracked_files, where

# The brackets keep this file from finding itself.
INDEXES = re.compile(r"p[y]pi\.org|python[h]osted\.org|registry\.[n]pm|proxy\.[g]olang")
HOMES = re.compile(r"/(root|home/[a-z]+|Users/\w+)/\w")
SHARED = {"/", "/home", "/opt", "/srv", "/tmp", "/usr/src", "/workspace"}  # noqa: S108 – not written to
LOCKS = (
    "requirements.txt",
    "requirements-celery.txt",
    "requirements-dev.txt",
    "requirements-web.txt",
)


def lines_with(pattern: re.Pattern[str]) -> list[str]:
    """Return where text files hold the pattern."""
    found = []
    for path in tracked_files():
        content = path.read_bytes()
        if b"\0" not in content[:8000]:
            lines = enumerate(content.decode("utf-8").splitlines(), 1)
            found += [where(path, number) for number, line in lines if pattern.search(line)]
    return found


def pinned(lock: str) -> dict[str, str]:
    return dict(re.findall(r"^([\w.-]+)==([\w.!+-]+)", (ROOT / lock).read_text(), re.MULTILINE))


def test_no_file_names_the_host_of_a_package_index() -> None:
    assert lines_with(INDEXES) == []


def test_no_file_names_a_home_folder() -> None:
    assert lines_with(HOMES) == []


def test_no_file_names_the_folder_of_this_checkout() -> None:
    # A folder right under the root can have any short name, as an address of ours has.
    is_shared = str(ROOT.parent) in SHARED or len(ROOT.parent.parts) == 2
    folder = ROOT if is_shared else ROOT.parent
    assert lines_with(re.compile(re.escape(f"{folder}/") + r"\w")) == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_versions_and_hashes_and_no_address(lock: str) -> None:
    blocks = re.split(r"\n(?=\w)", (ROOT / lock).read_text().strip())
    assert [block for block in blocks if "--hash=sha256:" not in block] == []
    assert "://" not in "".join(blocks)


def test_the_lock_of_the_browser_files_holds_no_address() -> None:
    lock = ROOT / "web" / "client" / "package-lock.json"
    assert '"resolved"' not in lock.read_text(encoding="utf-8")


def test_the_two_locks_agree() -> None:
    runtime, development = pinned("requirements.txt"), pinned("requirements-dev.txt")
    assert {name: development.get(name) for name in runtime} == runtime


def test_every_library_of_the_project_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = (re.match(r"[\w.-]+", text) for text in project["dependencies"])
    names = {match.group().lower() for match in wanted if match}
    assert names - {name.lower() for name in pinned("requirements.txt")} == set()


def test_only_the_clock_asks_for_the_time() -> None:
    asked = {("datetime", "now"), ("datetime", "utcnow"), ("date", "today"), ("time", "time")}
    found = [
        where(path, node.lineno)
        for path in python_files(*CODE)
        if path != ROOT / "engine" / "clock.py"
        for node in ast.walk(parse(path))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and (node.value.id, node.attr) in asked
    ]
    assert found == []


def test_the_changelog_has_a_place_for_what_is_not_released() -> None:
    assert "\n## [Unreleased]\n" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_every_link_between_documents_leads_somewhere() -> None:
    found = [
        f"{page.relative_to(ROOT)} → {target}"
        for page in tracked_files()
        if page.suffix == ".md"
        for target in re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8"))
        if "://" not in target and not Path(page.parent, target).exists()
    ]
    assert found == []
