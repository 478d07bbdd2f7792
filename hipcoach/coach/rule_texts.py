"""Sentences for the user that name a number of the pain rule: each is made from the rule in force."""

from collections.abc import Sequence

from hipcoach.catalogue.words import joined
from hipcoach.safety.rule import PainRule, Tier
from hipcoach.safety.sentence_parts import number, span

_DAY_H = 24
_ENOUGH = {1: "Any report ends the session.", 2: "A second report ends the session."}  # by how many end one


def pain_rule(rule: PainRule) -> tuple[str, ...]:
    """Return the pain rule in short, for the page "Help", a paragraph each."""
    return (
        "A stretch or a pull is not pain. Pain is given as a number, from 0 to 10.",
        "If it hurts more, stop moving and press P. The session stops at once and asks how much it hurts now.",
        f"If the number is {rule.red_absolute} or more, or {rule.red_with_rise} or more and at least {rule.rise} above "
        "where you began, the session ends and you rest until it has settled. You are told to contact a health "
        "professional. There is no way on from there.",
        "If the number is higher than where you began, but less than that, this exercise is over for today. You rest "
        f"for {span(rule.break_s)} and are asked again before anything else. {_ENOUGH[rule.worse_ends]}",
        "If it burns, tingles or is numb, or if the leg is weak or gives way, the session ends whatever the number is, "
        "and you are told to have this looked at today. Sharp or catching pain ends the session if it is still there "
        f"after {span(rule.sharp_wait_s)}.",
        "A question left unanswered never counts as good news.",
        f"A rest until it has settled lasts at least {in_hours(rule.release_h)}. It ends when your own numbers have "
        "come down and you say so, never by the clock alone.",
    )


def signs(rule: PainRule) -> dict[str, tuple[str, ...]]:
    """Return the signs that are asked about before a session, by how soon somebody should be told."""
    return {tier.value: tuple(item.says for item in rule.screen if item.tier is tier) for tier in Tier}


def let_it_settle(rule: PainRule) -> str:
    """Return what is said after a session, before the pain is asked again."""
    return f"Rest for {span(rule.after_wait_s)}."


def before_again(exercises: Sequence[str]) -> str:
    """Return before which exercises a health professional is to be asked.

    `exercises` are their names, if any is marked.
    """
    if len(exercises) > 2:  # who reads such a list has to know first what it is of
        return f"before you try these exercises again: {joined(exercises)}"
    return f"before you try {joined(exercises)} again" if exercises else "before you try again"


def not_settled(rule: PainRule, exercises: Sequence[str] = ()) -> str:
    """Return what the page of a pain rest says once the rest has lasted too long to be left alone."""
    since = f"Your pain has not settled for {in_hours(rule.prompt_h)}"
    return f"{since}: please contact your doctor or physiotherapist now, and {before_again(exercises)}."


def red_since(score: int, exercises: Sequence[str] = ()) -> str:
    """Return what is said of a red score that was given during a pain rest."""
    since = f"You reported {score} since this rest began"
    return f"{since}: please contact your doctor or physiotherapist now, and {before_again(exercises)}."


def coming_back(rule: PainRule) -> str:
    """Return what follows when a pain rest is over."""
    sessions = f"{number(rule.return_sessions)} sessions, each at half"
    return (
        f"You come back in {sessions}. The first is mobility only. What started the rest stays off until you have had "
        "advice and turn it on again."
    )


def how_it_grows(rule: PainRule) -> str:
    """Return when an exercise becomes a step harder."""
    high = f"{number(rule.settled_as_usual)} where your pain before one of them, or today, was {rule.half_from} or more"
    return (
        f"One step at a time, at most one in {number(rule.step_days)} days, only after {number(rule.settled_needed)} "
        f"sessions in a row went well, or {high}. You may always stay where you are."
    )


def in_hours(hours: int) -> str:
    """Return a length of time in words: "one day", "36 hours"."""
    if hours % _DAY_H:
        return f"{hours} hours"
    days = hours // _DAY_H
    return f"{number(days)} day{'' if days == 1 else 's'}"
