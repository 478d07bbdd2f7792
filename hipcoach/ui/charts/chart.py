"""A chart as a value: what is drawn, the same in words, and as a table."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TypeVar

T = TypeVar("T")

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
DAYS_BY_DAY, DAYS_BY_WEEK, DAYS_BY_MONTH = 20, 120, 500


class Shape(StrEnum):
    """The shape of a series' points: no two series share one, so that none is told apart by colour alone."""

    DISC = "disc"
    RING = "ring"
    TRIANGLE = "triangle"
    DIAMOND = "diamond"


class Stroke(StrEnum):
    """The line between the points of a series."""

    NONE = "none"
    SOLID = "solid"
    DASHED = "dashed"
    DOTTED = "dotted"


@dataclass(frozen=True, slots=True)
class Point:
    """One value at a day (`date.toordinal`, with fractions)."""

    at: float
    value: float
    open: bool = False  # drawn hollow; `TimeChart.open_name` says what that means


@dataclass(frozen=True, slots=True)
class Series:
    """Points of one kind, in order of time."""

    name: str
    colour: str  # a token's name
    shape: Shape
    stroke: Stroke
    points: tuple[Point, ...]
    stepped: bool = False  # a value stays until the next one


@dataclass(frozen=True, slots=True)
class Bar:
    """A value for a span of days."""

    since: float
    until: float
    value: float


@dataclass(frozen=True, slots=True)
class Band:
    """A span of days that is hatched over the whole height."""

    since: float
    until: float


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on an axis."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class ChartSpot:
    """A place that can be reached by pointer or key, and its text."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class ValueTableData:
    """The exact values in rows. A row is made when it is read: ten years have thousands."""

    columns: tuple[str, ...]
    count: int
    row: Callable[[int], tuple[str, ...]]
    note: str = ""  # how its rows differ from the points of the chart, where they do

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """Return all rows."""
        return tuple(map(self.row, range(self.count)))


def table_of(
    columns: tuple[str, ...], records: Sequence[T], row: Callable[[T], tuple[str, ...]], note: str = ""
) -> ValueTableData:
    """Return a table with one row for each record."""
    return ValueTableData(columns, len(records), lambda number: row(records[number]), note)


@dataclass(frozen=True, slots=True)
class TimeChart:
    """A chart of values over days."""

    title: str
    summary: str  # one sentence on what is shown; nothing about what it means
    span: tuple[float, float]
    top: float
    levels: tuple[Tick, ...]
    table: ValueTableData
    series: tuple[Series, ...] = ()
    bars: tuple[Bar, ...] = ()
    bands: tuple[Band, ...] = ()
    band_name: str = ""
    aim: Tick | None = None
    open_name: str = ""
    spots: tuple[ChartSpot, ...] = ()
    empty: str = ""
    opening: str = ""
    first_weekday: int = 0  # on which a week begins, as `date.weekday` counts
    labels: tuple[Tick, ...] = ()  # along the bottom, in the place of the dates of the span

    @property
    def sentence(self) -> str:
        """Return in one sentence what the chart shows: its own, or the newest value."""
        if self.opening or not self.spots:
            return self.opening or self.empty
        return f"The newest: {self.spots[-1].text}."

    @property
    def ticks(self) -> tuple[Tick, ...]:
        """Return the dates along the bottom."""
        return self.labels or date_ticks(*self.span, self.first_weekday)


@dataclass(frozen=True, slots=True)
class Row:
    """One bar with its label; `note` stands after it, `text` says all of it in words."""

    label: str
    value: float
    note: str
    text: str
    other: float | None = None  # a second bar below, hollow
    other_note: str = ""


@dataclass(frozen=True, slots=True)
class RowChart:
    """A chart with one bar for each item, the largest first."""

    title: str
    summary: str
    rows: tuple[Row, ...]
    table: ValueTableData
    empty: str = ""

    @property
    def sentence(self) -> str:
        """Return in one sentence what the chart shows: its largest bar."""
        return f"The most: {self.rows[0].text}." if self.rows else self.empty

    @property
    def spots(self) -> tuple[ChartSpot, ...]:
        """Return a spot for each row, placed by its number."""
        return tuple(ChartSpot(number, row.text) for number, row in enumerate(self.rows))


Chart = TimeChart | RowChart


def date_ticks(since: float, until: float, first_weekday: int = 0) -> tuple[Tick, ...]:
    """Return days, starts of weeks, months or half-years, by the length of the span. The painter draws what fits."""
    first, last = date.fromordinal(int(since)), date.fromordinal(int(until))
    days = (last - first).days
    found = [first + timedelta(days=n) for n in range(days + 1)]
    if days <= DAYS_BY_DAY:
        return tuple(Tick(day.toordinal(), day_tick(day)) for day in found)
    if days <= DAYS_BY_WEEK:
        return tuple(Tick(day.toordinal(), day_tick(day)) for day in found if day.weekday() == first_weekday)
    firsts = [day for day in found if day.day == 1]
    if days <= DAYS_BY_MONTH:
        return tuple(Tick(day.toordinal(), MONTHS[day.month - 1]) for day in firsts)
    halves = [day for day in firsts if day.month in (1, 7)]
    return tuple(Tick(day.toordinal(), f"{MONTHS[day.month - 1]} {day.year}") for day in halves)


def day_tick(day: date) -> str:
    """Return a day as it stands along the bottom of a chart."""
    return f"{day.day} {MONTHS[day.month - 1]}"


def round_top(value: float) -> float:
    """Return a round number at or above a value, for the top of an axis."""
    step = 1.0
    factors: tuple[int, ...] = (1, 2, 4, 5, 8)
    while True:
        for factor in factors:
            if value <= factor * step:
                return factor * step
        step, factors = step * 10, (1, 2, 3, 4, 5, 6, 8)  # from here on the half of each is a whole number


def levels_to(top: float, unit: str = "") -> tuple[Tick, ...]:
    """Return marks at zero, half and top; without the half where it is no whole number."""
    values = [0.0, top / 2, top] if (top / 2).is_integer() else [0.0, top]
    return tuple(Tick(value, f"{value:g}{unit}") for value in values)
