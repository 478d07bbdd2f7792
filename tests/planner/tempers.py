"""Kinds of people."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Temper:
    """One kind of person."""

    name: str
    usual: int = 1
    swing: float = 0.5  # how much the pain moves from day to day
    bad_spell: float = 0.0  # chance a day that some bad days begin
    worse: float = 0.0  # chance an exercise feels worse
    opens: float = 0.95  # chance a day that the program is opened
    silent: float = 0.0  # chance that a question goes unanswered
    travels: float = 0.0  # chance a day to change zone
    stubborn: float = 0.0  # chance to try a session whatever today says
    changes: float = 0.01  # chance a day to choose another week


TEMPERS = (
    Temper("steady", swing=0.0, changes=0.0),
    Temper("steady, some pain", usual=3, swing=0.3, worse=0.01),
    Temper("silent", silent=0.3, worse=0.02),
    Temper("bad spells", usual=2, swing=0.8, bad_spell=0.03, worse=0.03),
    Temper("often worse", usual=2, swing=0.8, worse=0.12),
    Temper("now and then", opens=0.25, worse=0.03),
    Temper("traveller", travels=0.15, worse=0.03, silent=0.05),
    Temper("stubborn", usual=3, swing=1.2, bad_spell=0.03, worse=0.08, stubborn=0.8, opens=1.0),
    Temper("swinging", usual=5, swing=0.8, bad_spell=0.02, worse=0.05),
    Temper("long gaps", opens=0.9, bad_spell=0.02, worse=0.02, silent=0.1),
)
