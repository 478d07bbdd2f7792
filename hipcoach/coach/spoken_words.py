"""Words that the user may teach: what each asks for in each state of a session. Pure.

A word asks for less than a key can. It takes no rest back, corrects no number that ended a session, and passes no page
that lies over the session. "It hurts" and "pause" count at any time; while somebody speaks, or the voice does, they
must be plainly heard. Every other word counts only by itself, from shortly after the voice has ended.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from hipcoach.engine.questions import QUESTIONS, Answer, Request, SessionQuestion, State, StepQuestion, question_in

AFTER_VOICE_S = 0.5  # what is heard until then may be the program's own voice
PLAINLY_HEARD = 0.73  # of how far a word may be from what was taught, where the voice sounds too
IN_SPEECH = 0.59  # likewise, where other sound is around it, and nothing of ours


class SpokenWord(StrEnum):
    """What a taught word means."""

    HURTS = "hurts"
    PAUSE = "pause"
    GO_ON = "go_on"
    READY = "ready"
    SKIP = "skip"
    AGAIN = "again"
    MORE_TIME = "more_time"
    BETTER = "better"
    SAME = "same"
    WORSE = "worse"
    YES = "yes"
    NO = "no"
    NOT_MEANT = "not_meant"


@dataclass(frozen=True, slots=True)
class WordMeaning:
    """What a word is called until the user calls it otherwise, and what it does."""

    said: str
    does: str


WORDS: Mapping[SpokenWord, WordMeaning] = {
    SpokenWord.HURTS: WordMeaning("it hurts", "everything stops at once, and you are asked how much"),
    SpokenWord.PAUSE: WordMeaning("pause", "pauses at once"),
    SpokenWord.GO_ON: WordMeaning("go on", "goes on after a pause"),
    SpokenWord.READY: WordMeaning("ready", "ends a wait"),
    SpokenWord.YES: WordMeaning("yes", "takes the answer that was just read out; counts one, where you count"),
    SpokenWord.NO: WordMeaning("no", "answers whether a sharp pain is still there"),
    SpokenWord.BETTER: WordMeaning("better", "answers after an exercise"),
    SpokenWord.SAME: WordMeaning("the same", "answers after an exercise"),
    SpokenWord.WORSE: WordMeaning("worse", "answers after an exercise"),
    SpokenWord.SKIP: WordMeaning("skip", "leaves this exercise out"),
    SpokenWord.AGAIN: WordMeaning("again", "says the instructions again"),
    SpokenWord.MORE_TIME: WordMeaning("more time", "gives more time"),
    SpokenWord.NOT_MEANT: WordMeaning("my mistake", "takes back that it hurts, until a number is given"),
}
"""All words, in the order in which they are taught."""
USUAL_NAMES: Mapping[str, str] = {str(word): meaning.said for word, meaning in WORDS.items()}

REQUESTS: Mapping[SpokenWord, Request] = {
    SpokenWord.GO_ON: Request.RESUME,
    SpokenWord.READY: Request.IN_POSITION,
    SpokenWord.SKIP: Request.SKIP,
    SpokenWord.AGAIN: Request.INSTRUCTIONS,
    SpokenWord.MORE_TIME: Request.MORE_TIME,
}
AT_ONCE: Mapping[SpokenWord, Request] = {
    SpokenWord.HURTS: Request.REPORT_PAIN,
    SpokenWord.PAUSE: Request.PAUSE,
}


@dataclass(frozen=True, slots=True)
class WordMoment:
    """Where the session stands as a word is heard."""

    state: State
    since_voice_s: float  # since the program's own voice ended; below 0 it still speaks
    asks: StepQuestion | None = None  # what a check asks that runs and was not answered
    covered: bool = False  # something lies over the session that is answered by keys of its own
    correcting: bool = False  # a number is asked for again that has ended the session unless it is corrected
    reading: bool = False  # an answer was just read out
    keeping: bool = False  # an answer was taken, and waits to be kept


class WordAct(StrEnum):
    """What is done besides a request."""

    PRESS = "press"  # as one switch is pressed: takes or keeps the answer that was read
    OFFER = "offer"  # asks for "yes" before the request is made
    SILENCE = "silence"  # cuts the voice


@dataclass(frozen=True, slots=True)
class WordTurn:
    """What follows from a word."""

    request: Request | None = None
    answer: Answer = None
    act: WordAct | None = None


PRESS = WordTurn(act=WordAct.PRESS)


def turn_of(
    word: SpokenWord, near: float, moment: WordMoment, can: Callable[[Request], bool], *, alone: bool = True
) -> WordTurn | None:
    """Return what follows from a word; None where it is passed over.

    `near` is 0 for a word exactly as taught, and 1 for one that is only just like it. `alone`: it was quiet on both
    sides.
    """
    question = question_in(moment.state, moment.asks)
    about_pain = moment.state in QUESTIONS and QUESTIONS[moment.state].takes_answer
    if word in AT_ONCE:
        voice = moment.since_voice_s < AFTER_VOICE_S
        if (voice and near > PLAINLY_HEARD) or not (voice or alone or near <= IN_SPEECH):
            return None
        if word is SpokenWord.PAUSE and (about_pain or not can(Request.PAUSE)):
            return WordTurn(act=WordAct.SILENCE)
        return None if about_pain or not can(AT_ONCE[word]) else WordTurn(AT_ONCE[word])
    if not alone or moment.covered or moment.since_voice_s < AFTER_VOICE_S:
        return None
    given = None if question is None else _given(word, question, moment)
    if given is not None:
        return given
    if about_pain:
        return _about_pain(word, moment, can)
    if word is SpokenWord.YES:
        count = WordTurn(Request.COUNT) if can(Request.COUNT) else None
        return PRESS if moment.reading or moment.keeping else count
    request = REQUESTS.get(word)
    return WordTurn(request) if request is not None and can(request) else None


def _given(word: SpokenWord, question: SessionQuestion, moment: WordMoment) -> WordTurn | None:
    """Return the answer that a word stands for; None where it has none, or would confirm one already taken."""
    key = next((each for each in question.answers if each.taught == word.value), None)
    if key is None or (word is SpokenWord.YES and moment.keeping):
        return None
    request = Request.ANSWER if moment.state in QUESTIONS else Request.ANSWER_CHECK
    return WordTurn(request, key.value, WordAct.OFFER if key.kept else None)


def _about_pain(word: SpokenWord, moment: WordMoment, can: Callable[[Request], bool]) -> WordTurn | None:
    """Return what a word does while a question about pain is open and it is no answer to it."""
    if word is SpokenWord.MORE_TIME:
        return WordTurn(Request.MORE_TIME) if can(Request.MORE_TIME) else None
    if word is SpokenWord.NOT_MEANT:
        return WordTurn(Request.WITHDRAW, act=WordAct.OFFER) if can(Request.WITHDRAW) else None
    reads = moment.reading or moment.keeping
    return PRESS if word is SpokenWord.YES and reads and not moment.correcting else None
