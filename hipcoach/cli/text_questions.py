"""Asks the questions before and after a session in a terminal. What flags have answered is not asked."""

import argparse
from collections.abc import Mapping, Sequence
from typing import TypeVar

from hipcoach.cli.prompts import Questions, or_enter
from hipcoach.cli.session import score_or_none
from hipcoach.coach.pain_question import (
    AREA_TEXT,
    AREAS,
    EFFORT_TEXT,
    SIDE_TEXT,
    SIDES,
    SORENESS,
    SORENESS_HINT,
    SORENESS_TEXT,
    STIFFNESS,
    STIFFNESS_TEXT,
    USUAL_QUESTION,
    NumberQuestion,
    PainAnswer,
)
from hipcoach.coach.session_words import turn_on_text, turn_on_title
from hipcoach.coach.way_in_questions import (
    ConfirmQuestion,
    CutOffQuestion,
    GentleQuestion,
    PlanQuestion,
    ScreenQuestion,
)
from hipcoach.safety.rule import ScreenItem, Tier

V = TypeVar("V")


class TextAnswers:
    """Answers for a machine of `coach`. None: nobody answered."""

    def __init__(self, args: argparse.Namespace, ticked: tuple[str, ...] | None, terminal: Questions | None) -> None:
        """`ticked` are the signs marked by flags, None where no flag was given; `terminal` is None without one."""
        self._args = args
        self._ticked = ticked
        self._terminal = terminal
        self._left_off: set[str] = set()  # exercises that stay off: asked once
        self._from_flag = False  # the last number: what was typed with care is not confirmed

    def cut_off(self, question: CutOffQuestion) -> bool | None:
        """Ask whether a session that was cut off goes on, where it may."""
        if self._terminal is None or not question.may.allowed:
            return None
        return self._terminal.yes("Go on with it?")

    def screen(self, question: ScreenQuestion) -> tuple[str, ...] | None:
        """Ask for the signs by their numbers."""
        return self._ticked if self._ticked is not None else self.signs(question.items)

    def signs(self, items: Sequence[ScreenItem]) -> tuple[str, ...] | None:
        """Ask which of the signs are true, by their numbers."""
        if self._terminal is None:
            return None
        ids = [item.id for item in items]
        now = [item.says for item in items if item.tier is not Tier.SOON]
        self._terminal.say("Are any of these new, or true today?")
        self._terminal.show_choices(now)
        self._terminal.say("And lately?")
        self._terminal.show_choices([item.says for item in items][len(now) :], first=len(now) + 1)

        def read(text: str) -> tuple[str, ...]:
            if text in ("0", "none"):
                return ()
            words = text.replace(",", " ").split()
            if not words:  # a comma alone is no answer
                raise ValueError(text)
            return tuple(ids[_number(word, len(ids))] for word in words)

        return self._terminal.ask("Their numbers, or none:", read, f"none, or numbers from 1 to {len(ids)}")

    def number_before(self, question: NumberQuestion) -> tuple[PainAnswer, PainAnswer | None]:
        """Ask for today's number. The second value is the next-day answer, where a flag gave one."""
        args = self._args
        next_day = PainAnswer(score_or_none(args.next)) if question.next_day and args.next is not None else None
        return self._number(args.before, question), next_day

    def number_after(self, question: NumberQuestion) -> PainAnswer:
        """Ask for the number after a session."""
        return self._number(self._args.after, question)

    def confirm(self, question: ConfirmQuestion) -> bool | None:
        """Ask whether the number that was just given is right."""
        if self._terminal is None or self._from_flag:
            return None
        return self._terminal.yes(question.text)

    def changes_usual(self, question: GentleQuestion) -> bool:
        """Ask whether the usual number changes, where it is the user's own word."""
        if self._terminal is None or not question.change:
            return False
        self._terminal.say(question.change)
        return bool(self._terminal.yes("Change your usual number?"))

    def usual(self) -> int | None:
        """Ask what number is usual."""
        return (
            self._terminal.score(f"{USUAL_QUESTION.text} {USUAL_QUESTION.lead}") if self._terminal is not None else None
        )

    def gentle(self, question: GentleQuestion) -> bool | None:
        """Ask for a gentler day, or rest."""
        if self._terminal is None:
            return None
        self._terminal.say(question.lead)
        return self._terminal.yes("A gentler day?")

    def turned_on(self, question: PlanQuestion) -> str | None:
        """Ask once, of each exercise that is off, whether it is turned on again. Return the one that is."""
        preview = question.preview
        for left in preview.session.left_out:
            if self._terminal is None or left.exercise not in preview.off or left.exercise in self._left_off:
                continue
            self._left_off.add(left.exercise)
            self._terminal.say(turn_on_text(left.name))
            if self._terminal.yes(f"Have you had advice? {turn_on_title(left.name)}"):
                return left.exercise
        return None

    def _number(self, flag: int | str | None, question: NumberQuestion) -> PainAnswer:
        self._from_flag = flag is not None
        if flag is not None or self._terminal is None:
            return question.answer(score_or_none(flag))
        terminal = self._terminal
        if question.lead:
            terminal.say(question.lead)
        score = terminal.score(question.text)
        hurts = bool(score)
        asks_where, asks_like = question.where and hurts, question.next_day and hurts
        stands = question.given or PainAnswer()
        area = self._choice(AREA_TEXT, AREAS, stands.area) if asks_where else None
        stands_side = stands.side if area in (None, stands.area) else None  # of the same place
        side = self._choice(SIDE_TEXT, SIDES, stands_side) if asks_where else None
        if asks_like:
            terminal.say(SORENESS_HINT)
        soreness = self._choice(SORENESS_TEXT, SORENESS, stands.soreness) if asks_like else None
        asks_stiffness, asks_effort = question.next_day and score is not None, question.effort and score is not None
        stiffness = self._choice(STIFFNESS_TEXT, STIFFNESS, stands.stiffness) if asks_stiffness else None
        effort = terminal.score(EFFORT_TEXT, stands.effort) if asks_effort else None
        return question.answer(score, area=area, side=side, soreness=soreness, stiffness=stiffness, effort=effort)

    def _choice(self, text: str, choices: Mapping[V, str], stands: V | None) -> V | None:
        if self._terminal is None:
            return None
        values = list(choices)
        self._terminal.show_choices(list(choices.values()))
        return self._terminal.ask(
            f"{text} 1 to {len(values)}, {or_enter(None if stands is None else choices[stands])}:",
            lambda answer: values[_number(answer, len(values))],
            f"a number from 1 to {len(values)}",
        )


def _number(text: str, count: int) -> int:
    """Read a number from 1 to `count` as an index from 0. Raises ValueError."""
    number = int(text)
    if not 1 <= number <= count:
        raise ValueError(text)
    return number - 1
