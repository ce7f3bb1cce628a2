"""Deciding: the diagram marks the step after which a dossier is no longer stopped on request.

Source  NĐ 118/2025/NĐ-CP Art. 21: the applicant may have it stopped until there is a decision
"""

from collections.abc import Iterator

from engine.diagrams.words import called
from engine.lint.subject import Subject
from engine.lint.ways import spread
from engine.lint.whole import begin_of, whole_ways
from engine.records.findings import Finding, Rule

UNMARKED = Rule(
    name="decision-unmarked",
    vi="{what}: có đường đi đến đó không qua bước nào ghi “Là quyết định khi” (motcua:decides), "
    "nên hồ sơ đã ký vẫn có thể bị dừng theo đề nghị. Hãy ghi ở bước ra quyết định.",
    en="{what} can be reached without a step that is marked as deciding (motcua:decides), so a "
    "dossier can be stopped on request after it was signed. Mark the step that decides.",
    severe=False,
)
DONE = "done"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield ends that give a result which nobody is marked as deciding, here or where it calls."""
    ends = [one for one in subject.nodes if one.attributes.get("ending") == DONE]
    if not ends or subject.is_internal:
        return
    deciding = {
        one.node_id
        for one in subject.nodes
        if "decides" in one.attributes or one.tag == "callActivity"
    }
    ways = {key: () if key in deciding else found for key, found in whole_ways(subject).items()}
    reached = spread(begin_of(subject), ways)
    for end in ends:
        if end.node_id in reached:
            yield subject.fault(UNMARKED, end, what=called(end))
