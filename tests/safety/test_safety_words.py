"""Every decision names a line of the rule's file. Which words no sentence uses: tests/project/test_words.py."""

from hipcoach.safety.after import after, next_day
from hipcoach.safety.before import before, screen
from hipcoach.safety.rule import PainRule
from tests.safety.made import DAY


def test_every_decision_names_a_line_of_the_file(rule: PainRule) -> None:
    lines = {after(rule, 2, x).line for x in (None, *range(11))}
    lines |= {
        next_day(rule, 2, x, since=t, ambers_before=a).decision.line
        for x in (None, *range(11))
        for t in (DAY / 24, DAY)
        for a in (0, 1)
    }
    lines |= {before(rule, b, 2).line for b in (None, *range(11))}
    lines |= {screen(rule, ticked).line for ticked in (None, (), ("eye",), ("limping",), ("hot_joint_fever",))}
    for line in lines:
        assert rule.line(line).says
    named = [line.key for line in rule.lines if "red" in rule.line(line.key).says.split()]
    assert named == [], "a score is named by its numbers: the colour is a word of this program alone"
