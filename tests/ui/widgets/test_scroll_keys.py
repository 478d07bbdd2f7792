"""Going on by pages: whatever the foot of the window cuts, or covers, is seen in whole afterwards."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from hipcoach.coach.session_words import SIGN_HEADINGS
from hipcoach.paths import find_paths
from hipcoach.safety.load import load_rule
from hipcoach.ui.session.screen_page import ScreenPage
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.widgets.button import PrimaryButton
from hipcoach.ui.widgets.check_row import CheckRow
from hipcoach.ui.widgets.foot_action import FootAction
from hipcoach.ui.widgets.label import Heading
from hipcoach.ui.widgets.page_frame import PageFrame
from hipcoach.ui.widgets.read_to_end import ROW_EDGE_PX
from hipcoach.ui.widgets.scroll_keys import scroll_by_key

SCREEN = load_rule(find_paths().sessions / "pain_rule.toml").screen


def whole_in_view(frame: PageFrame, part: QWidget, edge_px: int = 0) -> bool:
    """Return True if a part is seen but for `edge_px` at its end, which hold no words."""
    view = frame.viewport()
    top = part.mapTo(view, QPoint(0, 0)).y()
    foot_px = sum(foot.covers_px() for foot in frame.findChildren(FootAction))
    return top >= 0 and top + part.height() - edge_px <= view.height() - foot_px


@pytest.mark.parametrize("key", [Qt.Key.Key_PageDown, Qt.Key.Key_PageUp])
def test_each_line_is_seen_in_whole_though_a_button_lies_over_the_foot(
    qapp: QApplication, theme: Theme, key: Qt.Key
) -> None:
    frame = PageFrame(theme, "Page")
    lines = [QLabel(f"Line {n}") for n in range(60)]
    for line in lines:
        frame.body.addWidget(line)
    button = PrimaryButton(theme, "Start")
    frame.body.insertWidget(45, button)
    window = QWidget()
    QVBoxLayout(window).addWidget(frame)
    window.resize(500, 330)
    window.show()
    frame.keep_in_view(button)
    qapp.processEvents()
    bar = frame.verticalScrollBar()
    bar.setValue(bar.minimum() if key == Qt.Key.Key_PageDown else bar.maximum())
    seen: set[str] = set()
    for _ in range(60):
        qapp.processEvents()
        seen |= {line.text() for line in lines if whole_in_view(frame, line)}
        before = bar.value()
        assert scroll_by_key(window, key)
        if bar.value() == before:
            break
    assert seen == {line.text() for line in lines}
    window.close()


@pytest.mark.parametrize("jumped", [False, True])
@pytest.mark.parametrize("height_px", [380, 430, 480])
def test_each_sign_is_seen_in_whole_before_none_of_these_is_taken(
    qapp: QApplication, theme: Theme, height_px: int, jumped: bool
) -> None:
    page = ScreenPage(theme, SCREEN)
    page.resize(620, height_px)
    page.show()
    qapp.processEvents()
    answers: list[object] = []
    page.answered.connect(answers.append)
    boxes = [page.box(item.id) for item in SCREEN]
    none = next(each for each in page.findChildren(PrimaryButton) if each.text() == "None of these")
    seen = {n for n, box in enumerate(boxes) if whole_in_view(page.frame, box, ROW_EDGE_PX)}
    if jumped:  # over what lies between the first screenful and the last
        scroll_by_key(page, Qt.Key.Key_End)
    headed: set[str] = set()
    for _ in range(40):
        qapp.processEvents()
        seen |= {n for n, box in enumerate(boxes) if whole_in_view(page.frame, box, ROW_EDGE_PX)}
        for heading in page.frame.findChildren(Heading):
            holder = heading.parentWidget()
            first = holder.findChild(CheckRow) if holder is not None else None
            if (
                first is not None
                and whole_in_view(page.frame, heading)
                and whole_in_view(page.frame, first, ROW_EDGE_PX)
            ):
                headed.add(heading.text())
        if answers:
            break
        none.click()
    assert answers == [()]
    assert seen == set(range(len(boxes)))
    first_screenful = {next(iter(SIGN_HEADINGS.values()))} if jumped else set()
    assert set(SIGN_HEADINGS.values()) - headed <= first_screenful, "no sign stands under no heading"
    page.close()
