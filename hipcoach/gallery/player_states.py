"""The player in named states, for the gallery: played on a clock of its own, written nowhere."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QWidget

from hipcoach.catalogue.types import Side
from hipcoach.clock import FakeClock
from hipcoach.coach.keys import DEFAULT_KEYS
from hipcoach.coach.spoken_words import USUAL_NAMES
from hipcoach.coach.switch_options import SwitchOptions
from hipcoach.engine.engine import Engine
from hipcoach.engine.events import Event
from hipcoach.engine.questions import QUESTIONS, STEP_QUESTIONS, Answer, State, StepQuestion
from hipcoach.engine.types import StepKind, Timing
from hipcoach.gallery.demo_world import World
from hipcoach.planner.prepare import look_ahead
from hipcoach.planner.read_diary import read
from hipcoach.player import Player
from hipcoach.safety.compose import Refusal
from hipcoach.safety.types import Assignment, Session
from hipcoach.session_keys import PlayerCommand
from hipcoach.settings import Settings
from hipcoach.ui.player.one_switch import OneSwitch
from hipcoach.ui.player.player_page import PlayerPage
from hipcoach.ui.player.spoken_answers import SpokenAnswers
from hipcoach.ui.shared.ear import Ear

Act = Callable[[Player, FakeClock, PlayerPage], None]
"""What the user does once the session is there."""

LONGEST_S = 3600.0
TICK_S = 0.25
LONGEST_TICK_S = 8.0  # more would be taken for the machine's sleep


class _Nowhere:
    """A journal that keeps nothing."""

    problem: str | None = None

    def commit(self, events: Sequence[Event]) -> None:
        """Drop the events."""


def _player(world: World, session: Session) -> tuple[Player, FakeClock]:
    clock = FakeClock()
    engine = Engine(session, rule=world.rule, timing=Timing(), script=world.script)
    voice = world.context.voice()
    return Player(engine, clock=clock, voice=voice, record=_Nowhere(), slept_s=lambda: None), clock


def _first_session(world: World, plan_id: str) -> Session:
    """Return a plan at every exercise's first ladder step."""
    catalogue = world.context.catalogue
    exercises = [catalogue.exercises[each] for each in catalogue.plans[plan_id].exercises]
    assignments = tuple(Assignment(each, each.ladder[0], each.ladder[0]) for each in exercises)
    return Session(catalogue.plans[plan_id], assignments, base=3)


def session_now(world: World, plan_id: str) -> Session:
    """Return a plan at the doses that the rule gives this user now."""
    snapshot = read(world.rule, world.store, world.clock.utc(), world.clock.zone())
    found = look_ahead(world.rule, snapshot, world.context.catalogue, world.context.catalogue.plans[plan_id])
    if isinstance(found, Refusal):
        raise AssertionError(found.why)
    return found


def _played(
    world: World,
    kind: StepKind,
    *,
    plan: str = "daily-mobility",
    state: State = State.RUNNING,
    side: Side | None = None,
    question: StepQuestion = StepQuestion.CHECK,
    then: Act | None = None,
    today: bool = False,
) -> QWidget:
    """Return the page of a session at its first step of a kind; `today`: with the doses that the rule gives now.

    The page is made at that step and hears then what has happened: laid out at every tick, it took a second.
    """
    player, clock = _player(world, session_now(world, plan) if today else _first_session(world, plan))
    past: list[Callable[[], None]] = []
    for signal in (player.event_happened, player.sound_noticed):
        signal.connect(lambda value, tell=signal.emit: past.append(partial(tell, value)))
    player.start()
    while not _is_at(player, kind, state, side) or _question(player) is not question:
        if player.state is State.WAITING and (state is not State.WAITING or _kind(player) is not kind):
            player.in_position()
        status = player.status()
        there = _kind(player) is kind and status.step is not None and not status.step.is_greeting
        _wait(player, clock, TICK_S if there else min(LONGEST_TICK_S, max(TICK_S, status.remaining_s)))
    page = PlayerPage(world.context.theme, world.context.figures, player, world.rule)
    player.setParent(page)
    for tell in tuple(past):
        tell()
    if then is not None:
        then(player, clock, page)
    page.refresh()
    return page


def _is_at(player: Player, kind: StepKind, state: State, side: Side | None) -> bool:
    status = player.status()
    if status.session_elapsed_s > LONGEST_S:
        raise AssertionError(f"no {kind} in this plan")
    in_exercise = status.step is not None and not status.step.is_greeting
    here = in_exercise and status.step is not None and status.step.kind is kind and status.state is state
    return here and status.elapsed_s >= 1.0 and (side is None or (status.step is not None and status.step.side is side))


def _question(player: Player) -> StepQuestion:
    return player.status().asks or StepQuestion.CHECK


def _kind(player: Player) -> StepKind | None:
    step = player.status().step
    return step.kind if step is not None else None


def _wait(player: Player, clock: FakeClock, seconds: float) -> None:
    clock.jump(seconds)
    player.look()


def _report_until(state: State) -> Act:
    """Return what makes a report of pain, and answers it and lets time pass until `state`."""
    score, kind = QUESTIONS[state].asked_after

    def act(player: Player, clock: FakeClock, page: PlayerPage) -> None:
        given: dict[State, Answer] = {State.PAIN_SCORE: score, State.PAIN_KIND: kind}
        player.report_pain()
        while player.state is not state:
            question = QUESTIONS[player.state]
            if question.takes_answer:
                player.answer_question(player.state, given.get(player.state, question.rehearsed))
            else:
                _wait(player, clock, 1.0)
        _wait(player, clock, 1.0)

    return act


def _pause(player: Player, clock: FakeClock, page: PlayerPage) -> None:
    player.pause()


def _eased(player: Player, clock: FakeClock, page: PlayerPage) -> None:
    """Report an amber number that has come down after the rest: the next exercise is easier."""
    _report_until(State.BREAK_SCORE)(player, clock, page)
    player.answer_question(State.BREAK_SCORE, 3)
    _wait(player, clock, 1.0)


def _why(player: Player, clock: FakeClock, page: PlayerPage) -> None:
    _eased(player, clock, page)
    page.explain()


def _why_resting(player: Player, clock: FakeClock, page: PlayerPage) -> None:
    _report_until(State.PAIN_BREAK)(player, clock, page)
    page.refresh()
    page.explain()


def _signs(player: Player, clock: FakeClock, page: PlayerPage) -> None:
    page.do(PlayerCommand.SIGNS)


class _Microphone:
    """Hears nothing."""

    listening, problem = True, ""

    def take(self) -> Sequence[Mapping[str, object]]:
        """Return nothing."""
        return ()

    def end(self) -> None:
        """Have nothing to end."""


def _listening(world: World) -> Act:
    """Return what lets a session listen for taught words, which it shows."""

    def act(player: Player, clock: FakeClock, page: PlayerPage) -> None:
        theme, options = world.context.theme, SwitchOptions.of(Settings(), taught=USUAL_NAMES)
        assert options is not None
        script = replace(world.script, ways=("words",), said=USUAL_NAMES)
        switch = OneSwitch(page, theme, clock, script, options, DEFAULT_KEYS)
        ear = Ear(_Microphone, clock, page)  # type: ignore[arg-type]  # of a listener, it uses these four
        SpokenAnswers(page, switch, theme, clock, ear, USUAL_NAMES)
        ear.start()

    return act


_HOLD = StepKind.HOLD


def _name(question: State | StepQuestion) -> str:
    return f"player-{question.value.replace('_', '-')}"


def _question_after(question: StepQuestion, full: World, hurt: World) -> QWidget:
    return _played(full, StepKind.CHECK, question=question)


def _question_about_pain(state: State, full: World, hurt: World) -> QWidget:
    return _played(full, _HOLD, then=_report_until(state))


PLAYER_STATES: Mapping[str, Callable[[World, World], QWidget]] = {
    "player-announce": lambda full, hurt: _played(full, StepKind.ANNOUNCE),
    "player-waiting": lambda full, hurt: _played(full, StepKind.POSITION_CHANGE, state=State.WAITING),
    "player-lead-in": lambda full, hurt: _played(full, StepKind.LEAD_IN),
    "player-repetition": lambda full, hurt: _played(full, StepKind.REPETITION, plan="hip-essentials", side=Side.RIGHT),
    "player-hold": lambda full, hurt: _played(full, _HOLD),
    "player-breath": lambda full, hurt: _played(full, StepKind.BREATH, plan="evening"),
    "player-listening": lambda full, hurt: _played(full, _HOLD, then=_listening(full)),
    "player-rest": lambda full, hurt: _played(full, StepKind.REST),
    "player-activity": lambda full, hurt: _played(full, StepKind.ACTIVITY, plan="go-for-a-walk"),
    "player-paused": lambda full, hurt: _played(full, _HOLD, then=_pause),
    "player-ask": lambda full, hurt: _played(full, _HOLD, then=lambda player, clock, page: page.ask_to_end()),
    "player-keys": lambda full, hurt: _played(full, _HOLD, then=lambda player, clock, page: page.show_keys()),
    "player-signs": lambda full, hurt: _played(full, _HOLD, then=_signs),
    "player-eased": lambda full, hurt: _played(full, _HOLD, then=_eased),
    "player-why": lambda full, hurt: _played(full, _HOLD, then=_why),
    "player-why-resting": lambda full, hurt: _played(full, _HOLD, then=_why_resting),
    "player-left-out": lambda full, hurt: _played(full, StepKind.ANNOUNCE, plan="hip-essentials", today=True),
    **{_name(each): partial(_question_after, each) for each in STEP_QUESTIONS},
    **{_name(each): partial(_question_about_pain, each) for each in QUESTIONS},
}
