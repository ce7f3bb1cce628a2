"""What the forms of publishing send, as values."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time

from flask import request

from engine.errors import InputRefused, Words
from engine.queries.publishing import PublishingPage
from engine.records.publications import Reach, Wish
from engine.records.votes import Vote
from web.ui.formats import ZONE

AT_ONCE = "now"
MOST_OFFICES = 200


def read_wish() -> Wish:
    """Return how a draft shall go live, as it was sent; raise InputRefused."""
    form = request.form
    at = None if form.get("when", AT_ONCE) == AT_ONCE else read_instant()
    return Wish(summary=form.get("summary", ""), effective_at=at, reach=read_reach())


def read_instant() -> datetime:
    """Return day and hour in Viet Nam as an instant; raise InputRefused for what is neither."""
    try:
        day = date.fromisoformat(request.form.get("day", ""))
        hour = time.fromisoformat(request.form.get("hour", "") or "00:00")
        return datetime.combine(day, hour.replace(tzinfo=None), ZONE).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        reason = Words(
            en="choose the day and the hour from which it is in force.",
            vi="hãy chọn ngày và giờ bắt đầu áp dụng.",
        )
        raise InputRefused(reason=reason) from error


def read_reach() -> Reach:
    """Return for which cases it counts first; raise InputRefused for a share that is no number."""
    form = request.form
    if form.get("reach") == "offices":
        codes = [code.strip() for one in form.getlist("offices") for code in one.split(",")]
        offices = tuple(dict.fromkeys(code for code in codes if code))[:MOST_OFFICES]
        if not offices:
            raise InputRefused(
                reason=Words(
                    en="choose the offices that begin.", vi="hãy chọn cơ quan áp dụng trước."
                )
            )
        return Reach(offices=offices)
    if form.get("reach") == "share":
        return Reach(share=read_number("share"))
    return Reach()


def read_number(name: str) -> int:
    """Return a small whole number that was typed; raise InputRefused."""
    typed = request.form.get(name, "").strip()
    if not (typed.isascii() and typed.isdigit() and len(typed) < 9):
        raise InputRefused(reason=Words(en="write a whole number.", vi="hãy ghi một số nguyên."))
    return int(typed)


def typed_wish(found: PublishingPage) -> Mapping[str, str]:
    """Return the wish of a draft that came back as its form shows it; nothing for a new one."""
    if found.current is None:
        return {}
    wish = found.current.publication.wish
    reach = "offices" if wish.reach.offices else "share" if wish.reach.share else "all"
    typed = {"summary": wish.summary, "reach": reach, "share": str(wish.reach.share or "")}
    if wish.effective_at is not None:
        here = wish.effective_at.astimezone(ZONE)
        typed |= {"when": "at", "day": here.date().isoformat(), "hour": f"{here:%H:%M}"}
    return typed


def chosen_offices(found: PublishingPage) -> tuple[str, ...]:
    """Return the codes of the offices that a draft that came back was to begin with."""
    return found.current.publication.wish.reach.offices if found.current else ()


def read_vote(by: int) -> Vote:
    """Return the opinion that was sent."""
    form = request.form
    return Vote(
        by=by,
        opinion=form.get("opinion", ""),
        reason=form.get("reason", "").strip(),
        decision=(form.get("decision_number", "").strip(), form.get("decision_on", "").strip()),
    )
