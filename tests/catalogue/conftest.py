"""Shared by the catalogue's tests: the shipped files, and one small exercise and plan to spoil."""

from pathlib import Path

import pytest

from hipcoach.catalogue.loader import load
from hipcoach.catalogue.types import Catalogue

SHIPPED = Path(__file__).parents[2] / "sessions"

EXERCISE = """\
name = "Bridge"
aliases = ["glute bridge"]
position = "supine"
equipment = [{ say = "a mat", things = "mat" }]
categories = ["strength"]
work = "repetitions"
breathing = "Breathe out as you lift."
feel = "Your buttocks working."
not_feel = "Strain in your low back."
cautions = [{ say = "Do not arch." }]
sources = ["as-hip-pain"]
dose_note = "Five is our starting point."
ladder = [
  { reps = 5, hold_s = 3 },
  { reps = 5, hold_s = 5 },
  { reps = 6, hold_s = 5 },
]

[full]
sides = "both"
place = [{ say = "Bend both knees.", time_s = 4 }]
move = ["Your buttocks will rise."]
short = "Your buttocks rise."
up = "Lift."
down = "Lower slowly."
"""

PLAN = """\
title = "Mine"
summary = "What I like."
exercises = ["bridge", "chair_stand"]
"""


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load(SHIPPED).catalogue
