"""What is said of drills: how far the sitting is, what it came to, and when something is due."""

from datetime import datetime

from tutor.practice.fading import faded
from tutor.practice.states import ALONE, LAST_STEPS, WORKED
from tutor.practice.summary import Next, Practised, Summary
from tutor.session.drill import Drill
from tutor.session.drill_desk import DrillDesk
from tutor.session.naming import Naming


def state_words(naming: Naming, desk: DrillDesk) -> str:
    """How far the sitting is; empty where a single drill is worked."""
    if desk.sitting is None:
        return ""
    goal = desk.sitting.goal
    done = desk.seconds_spent() // 60 if goal.unit == "minutes" else desk.sitting.worked
    return naming.say(f"practice.progress_{goal.unit}", done=min(done, goal.number), goal=goal.number)


def given_words(naming: Naming, drill: Drill) -> str:
    """What is said of sub-steps that are given; empty where none are."""
    if not WORKED < drill.at_hand.fading < ALONE or drill.item is not None:
        return ""
    if not faded(drill.problem, drill.at_hand.fading).given:  # it has too few steps for any to be given
        return ""
    return naming.say("practice.last_steps" if drill.at_hand.fading == LAST_STEPS else "practice.more")


def due_words(naming: Naming, due: datetime, now: datetime) -> str:
    """When something is due, by the learner's own calendar."""
    if due <= now:
        return naming.say("practice.next_now")
    local = due.astimezone()
    days = (local.date() - now.astimezone().date()).days
    if days == 0:
        return naming.say("practice.next_today", time=f"{local:%H:%M}")
    return naming.say("practice.next_tomorrow") if days == 1 else naming.say("practice.next_days", days=days)


def summary_parts(naming: Naming, found: Summary, now: datetime) -> list[tuple[str, list[str]]]:
    """What a sitting came to: headings with lines under each, none of them empty."""
    say, practised = naming.say, found.practised
    parts = (
        ("practised", [_practised(naming, one) for one in practised]),
        ("well", [_well(naming, one) for one in practised if one.goes_well]),
        ("come_back", [_come_back(naming, one) for one in practised if one.went_wrong]),
        ("gone", [naming.title(name) for name in found.gone]),
        ("still", [naming.title(name) for name in found.still]),
        ("next", [_next(naming, one, now) for one in found.next]),
    )
    return [(say(f"practice.{name}"), lines) for name, lines in parts if lines]


def _practised(naming: Naming, one: Practised) -> str:
    say = naming.say
    if not one.drills:
        return f"{say(f'skill.{one.skill}')}: {say('practice.example_read')}"
    words = [say("practice.right_of", right=one.right, of=one.drills), say("practice.level", level=one.level)]
    if one.is_new:
        words.append(say("practice.is_new"))
    return f"{say(f'skill.{one.skill}')}: {' · '.join(words)}"


def _well(naming: Naming, one: Practised) -> str:
    mark = f" · {naming.say('practice.mastered_now')}" if one.is_mastered_now else ""
    return f"{naming.say(f'skill.{one.skill}')}{mark}"


def _come_back(naming: Naming, one: Practised) -> str:
    skill = naming.say(f"skill.{one.skill}")
    if one.weakest is None:
        return skill
    return naming.say("practice.come_back_part", skill=skill, part=naming.say(f"component.{one.weakest}"))


def _next(naming: Naming, one: Next, now: datetime) -> str:
    when = due_words(naming, one.due, now) if one.due else naming.say("practice.next_new")
    return f"{naming.say(f'skill.{one.skill}')}: {when}"
