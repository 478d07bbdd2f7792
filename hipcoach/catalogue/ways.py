"""How to get from one position to another: links of a few spoken steps, joined to the shortest way that is allowed."""

from collections import deque
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from hipcoach.catalogue.fields import TomlTable, did_you_mean, short_repr
from hipcoach.catalogue.form_file import read_instruction
from hipcoach.catalogue.instruction import Instruction
from hipcoach.catalogue.positions import ONE_SIDED
from hipcoach.catalogue.types import LYING, Lock, Position

BED_PREFIX = "bed_"  # of the names of places on a bed
EASIER_SIDE, BED_EDGE = "easier_side", "bed_edge"
IN_BED = "in_bed"  # on waking: nobody knows how the body lies
PLACES = (*Position, EASIER_SIDE, BED_EDGE, IN_BED, *(f"{BED_PREFIX}{each}" for each in Position if each in LYING))
SIDED = ONE_SIDED | {f"{BED_PREFIX}{Position.SIDE_LYING}"}
"""Places with a left and a right: a way never leads through them, because nobody has chosen a side there."""


def place_name(position: Position, *, bed: bool = False) -> str:
    """Return the name of a place; `bed`: lying is on a bed."""
    return f"{BED_PREFIX}{position}" if bed and position in LYING else position.value


@dataclass(frozen=True, slots=True)
class Link:
    """The steps from one place to a neighbour, and the declarations with which nobody goes there."""

    start: str
    end: str
    steps: tuple[Instruction, ...]
    unless: frozenset[Lock] = frozenset()

    @property
    def arrives_after(self) -> int:
        """How many steps lead to its end; the others are done there."""
        return next((n for n, step in enumerate(self.steps, 1) if step.arrives), len(self.steps))


@dataclass(frozen=True, slots=True)
class Ways:
    """All links. {side} in a step is the side to lie on, or the knee to kneel on; {other} is the other one."""

    links: tuple[Link, ...] = ()

    def way(self, start: str, end: str, declared: Collection[Lock] = ()) -> tuple[Instruction, ...] | None:
        """Return the steps of the way with the fewest links; None where there is no way for somebody with these locks.

        From a position to itself it is the change to the other side; empty where the position has no sides.
        """
        found = self.route(start, end, declared)
        return None if found is None else tuple(step for link in found for step in link.steps)

    def route(self, start: str, end: str, declared: Collection[Lock] = ()) -> tuple[Link, ...] | None:
        """Return the links of that way."""
        if start == end and start not in SIDED:
            return ()
        came: dict[str, Link] = {}
        todo = deque([start])
        while todo and end not in came:
            here = todo.popleft()
            if here in SIDED and here != start:
                continue
            for link in self._from(here, declared):
                if link.end not in came and (link.end != start or end == start):
                    came[link.end] = link
                    todo.append(link.end)
        return tuple(_links_to(end, start, came)) if end in came else None

    def _from(self, place: str, declared: Collection[Lock]) -> Iterator[Link]:
        return (link for link in self.links if link.start == place and not link.unless & set(declared))


def _links_to(end: str, start: str, came: Mapping[str, Link]) -> Iterator[Link]:
    link = came[end]
    if link.start != start:
        yield from _links_to(link.start, start, came)
    yield link


def read_ways(table: TomlTable) -> Ways:
    """Read the [[way]] tables of a phrase file; none where there are none."""
    tables = table.tables("way", "[[way]] tables", required=False, most=100)
    return Ways(tuple(_link(each) for each in tables))


def _link(table: TomlTable) -> Link:
    start, end = (_place(table, key) for key in ("from", "to"))
    in_bed = start.startswith(BED_PREFIX) and end.startswith(BED_PREFIX)
    expected = 'a list of steps such as { say = "Stand up slowly.", time_s = 5 }'
    read = ((each.flag("arrives"), read_instruction(each, lying=in_bed)) for each in table.tables("steps", expected))
    steps = tuple(replace(step, arrives=arrives) for arrives, step in read)
    link = Link(start, end, steps, frozenset(table.choices("unless", Lock, required=False)))
    for step in steps if end not in SIDED else ():
        if "{" in step.say:
            table.problem("steps", f"expected no side on the way to {end}, found {short_repr(step.say)}")
    table.refuse_unread_keys()
    return link


def _place(table: TomlTable, key: str) -> str:
    name = table.text(key, most=40)
    if name not in PLACES:
        hint = did_you_mean(name, PLACES)
        table.problem(key, f"expected a place of {', '.join(PLACES)}, found {short_repr(name)}{hint}")
    return name
