"""The answers from the way into a session that are not in the diary yet."""

from hipcoach.coach.pain_question import PainAnswer
from hipcoach.coach.session_diary import SessionDiary
from hipcoach.coach.todays_number import NumberResult, TodaysNumber


class GivenAnswers:
    """The signs and today's number: a session takes them as it begins, and who leaves without one has them kept."""

    def __init__(self, diary: SessionDiary, todays_number: TodaysNumber) -> None:
        self._diary, self._todays_number = diary, todays_number
        self.ticked: tuple[str, ...] = ()
        self.screened_at = diary.now()
        self.marked = ""  # the sentence on signs that do not block
        self.number: NumberResult | None = None

    @property
    def pain(self) -> PainAnswer | None:
        """The number, to be shown where it is asked again; None where it may not be right."""
        number = self.number
        return number.pain if number is not None and not number.stops else None

    @property
    def on_record(self) -> bool:
        """True where something that followed from the number is on record."""
        number = self.number
        return number is not None and (number.next_day is not None or number.stops)

    def take_signs(self) -> tuple[str, ...]:
        """Return the signs that were marked, and ask for them anew: until then none are given."""
        ticked, self.ticked, self.marked = self.ticked, (), ""
        return ticked

    def keep(self) -> None:
        """Write the answers that no session will take, once, dated when they were given."""
        diary, ticked, at, number = self._diary, self.ticked, self.screened_at, self.number
        self.ticked, self.number = (), None
        if ticked:
            diary.queue.write(lambda: diary.record_without_session(at, ticked=ticked))
        if number is not None:
            self._todays_number.keep(number)
