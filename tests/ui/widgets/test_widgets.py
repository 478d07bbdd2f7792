"""The small widgets, met as their user meets them: by key, by click, by ear."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.widgets.button import ButtonRow, PrimaryButton, QuietButton
from hipcoach.ui.widgets.card import CardButton
from hipcoach.ui.widgets.check_row import CheckRow
from hipcoach.ui.widgets.choice_row import Choice, ChoiceButton, ChoiceRow
from hipcoach.ui.widgets.flow_layout import FlowLayout, GridFlow
from hipcoach.ui.widgets.icon import Icon
from hipcoach.ui.widgets.label import BodyText
from hipcoach.ui.widgets.letter_keys import LetterKey
from hipcoach.ui.widgets.notice import Notice, NoticeKind
from hipcoach.ui.widgets.nrs_row import NrsKey, NrsRow
from hipcoach.ui.widgets.stage_label import StageLabel
from hipcoach.ui.widgets.step_page import StepPage
from hipcoach.ui.widgets.stepper import Stepper
from tests.ui.pages_world import theme


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Theme]:
    return theme(qapp)


def shown(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.addWidget(widget)
    widget.show()
    with qtbot.waitActive(widget):
        widget.activateWindow()


class TestPainRow:
    def test_nothing_is_preselected_and_enter_chooses_nothing(self, qtbot: QtBot, look: Theme) -> None:
        row = NrsRow(look, "Pain now")
        shown(qtbot, row)
        QTest.keyClick(row, Qt.Key.Key_Return)
        assert row.value is None

    @pytest.mark.parametrize("number", range(11))
    def test_every_number_can_be_typed(self, qtbot: QtBot, look: Theme, number: int) -> None:
        row = NrsRow(look, "Pain now")
        shown(qtbot, row)
        QTest.keyClicks(row, str(number))
        assert row.value == number

    @pytest.mark.parametrize(
        ("typed", "value"), [("10", 10), ("00", 0), ("110", 10), ("100", 0), ("20", 0), ("17", 7), ("x", None)]
    )
    def test_ten_is_one_and_then_nought(self, qtbot: QtBot, look: Theme, typed: str, value: int | None) -> None:
        row = NrsRow(look, "Pain now")
        shown(qtbot, row)
        QTest.keyClicks(row, typed)
        assert row.value == value

    def test_a_click_after_one_is_not_taken_for_ten(self, qtbot: QtBot, look: Theme) -> None:
        row = NrsRow(look, "Pain now")
        shown(qtbot, row)
        QTest.keyClicks(row, "1")
        row.set_value(4)
        QTest.keyClicks(row, "0")
        assert row.value == 0

    def test_arrows_move(self, qtbot: QtBot, look: Theme) -> None:
        row = NrsRow(look, "Pain now")
        shown(qtbot, row)
        for _ in range(4):
            QTest.keyClick(row, Qt.Key.Key_Right)
        QTest.keyClick(row, Qt.Key.Key_Left)
        assert row.value == 2

    @pytest.mark.parametrize(
        ("arrow", "value"),
        [(Qt.Key.Key_Down, None), (Qt.Key.Key_Up, None), (Qt.Key.Key_Left, 0), (Qt.Key.Key_Right, 0)],
    )
    def test_the_first_arrow_never_chooses_the_worst_pain(
        self, qtbot: QtBot, look: Theme, arrow: Qt.Key, value: int | None
    ) -> None:
        row = NrsRow(look, "Pain now")
        shown(qtbot, row)
        QTest.keyClick(row, arrow)
        assert row.value == value

    def test_it_says_what_the_ends_and_the_middle_mean(self, qtbot: QtBot, look: Theme) -> None:
        row = NrsRow(look, "Pain now")
        shown(qtbot, row)
        names = [key.accessibleName() for key in row.findChildren(QWidget) if key.accessibleName()]
        assert [name for name in names if "," in name] == [
            "0, no pain",
            "5, moderate",
            "10, worst pain you can imagine",
        ]


class TestChoices:
    def test_the_key_shown_chooses(self, qtbot: QtBot, look: Theme) -> None:
        row = ChoiceRow(look, "How was it?", [Choice("better", "Better", "1"), Choice("worse", "Worse", "3")])
        shown(qtbot, row)
        assert row.value is None
        assert row.press_key("3")
        assert row.value == "worse"
        assert not row.press_key("9")
        row.button("better").click()
        assert row.values == ("better",)

    def test_several_may_be_chosen_where_that_is_meant(self, qtbot: QtBot, look: Theme) -> None:
        row = ChoiceRow(look, "Where?", [Choice("a", "Groin"), Choice("b", "Thigh")], several=True)
        shown(qtbot, row)
        row.button("a").click()
        row.button("b").click()
        row.button("a").click()
        assert row.values == ("b",)

    def test_arrows_move_and_choose(self, qtbot: QtBot, look: Theme) -> None:
        row = ChoiceRow(look, "How was it?", [Choice("better", "Better"), Choice("same", "Same")])
        shown(qtbot, row)
        row.button("better").setFocus()
        QTest.keyClick(row.button("better"), Qt.Key.Key_Right)
        assert (row.value, row.button("better").hasFocus()) == ("better", True), "the first chooses what has the focus"
        QTest.keyClick(row.button("better"), Qt.Key.Key_Right)
        assert (row.value, row.button("same").hasFocus()) == ("same", True)
        QTest.keyClick(row.button("same"), Qt.Key.Key_Return)
        assert row.value == "same", "Enter is the page's"

    def test_where_several_may_be_chosen_arrows_only_move(self, qtbot: QtBot, look: Theme) -> None:
        row = ChoiceRow(look, "Where?", [Choice("a", "Groin"), Choice("b", "Thigh")], several=True)
        shown(qtbot, row)
        row.button("a").setFocus()
        QTest.keyClick(row.button("a"), Qt.Key.Key_Right)
        assert row.button("b").hasFocus()
        assert row.values == ()


class TestButtons:
    @pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
    def test_it_is_pressed_by_enter_and_space(self, qtbot: QtBot, look: Theme, key: Qt.Key) -> None:
        button = PrimaryButton(look, "Start")
        shown(qtbot, button)
        with qtbot.waitSignal(button.clicked):
            QTest.keyClick(button, key)

    @pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
    def test_a_card_is_chosen_as_a_whole(self, qtbot: QtBot, look: Theme, key: Qt.Key) -> None:
        card = CardButton(look, "First steps, 8 min")
        shown(qtbot, card)
        with qtbot.waitSignal(card.clicked):
            QTest.keyClick(card, key)
        with qtbot.waitSignal(card.clicked):
            qtbot.mouseClick(card, Qt.MouseButton.LeftButton)

    def test_its_letter_works_while_it_is_seen_and_not_when_it_is_hidden(self, qtbot: QtBot, look: Theme) -> None:
        page = StepPage(look, "A page")
        why = page.add_button(PrimaryButton(look, "Why?", letter=LetterKey("key_why", "W")))
        other = page.add_button(QuietButton(look, "Else"))
        shown(qtbot, page)
        pressed: list[int] = []
        why.clicked.connect(lambda: pressed.append(1))
        other.setFocus()
        QTest.keyClick(other, Qt.Key.Key_W)
        assert pressed == [1]
        QTest.keyClick(other, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
        assert pressed == [1], "Ctrl W is another key"
        why.hide()
        QTest.keyClick(other, Qt.Key.Key_W)
        assert pressed == [1]

    def test_the_key_is_told_to_screen_readers(self, qtbot: QtBot, look: Theme) -> None:
        button = PrimaryButton(look, "Pause", key="Space")
        qtbot.addWidget(button)
        assert button.accessibleDescription() == "Key: Space"

    def test_words_that_do_not_fit_on_one_line_wrap_and_make_it_higher(self, qtbot: QtBot, look: Theme) -> None:
        button = QuietButton(look, "Wait for a key when getting down to the floor or up from it")
        qtbot.addWidget(button)
        assert button.heightForWidth(250) > button.sizeHint().height()
        assert button.minimumSizeHint().width() < button.sizeHint().width()


class TestRows:
    def test_buttons_go_on_to_a_second_row(self, qtbot: QtBot, look: Theme) -> None:
        row = ButtonRow(*(QuietButton(look, "A button") for _ in range(5)))
        shown(qtbot, row)
        row.resize(300, 400)
        QApplication.processEvents()
        tops = {button.y() for button in row.findChildren(QuietButton)}
        assert len(tops) > 1
        assert all(b.geometry().right() <= row.width() for b in row.findChildren(QuietButton))

    def test_cards_share_the_width_and_a_row_its_height(self, qtbot: QtBot, look: Theme) -> None:
        holder = QWidget()
        grid = GridFlow(holder, column_px=200, gap=10)
        for text in ("short", "a text that is longer " * 8, "short"):
            grid.addWidget(BodyText(look, text))
        qtbot.addWidget(holder)
        grid.setGeometry(QRect(0, 0, 640, 400))
        places = [grid.itemAt(index).geometry() for index in range(3)]  # type: ignore[union-attr]
        assert len({place.y() for place in places}) == 1
        grid.setGeometry(QRect(0, 0, 300, 400))
        places = [grid.itemAt(index).geometry() for index in range(3)]  # type: ignore[union-attr]
        assert [place.x() for place in places] == [0, 0, 0]
        assert places[1].y() >= places[0].bottom()

    def test_an_empty_row_takes_no_room(self, qtbot: QtBot) -> None:
        holder = QWidget()
        qtbot.addWidget(holder)
        row = FlowLayout(holder)
        assert row.heightForWidth(500) == 0
        assert row.takeAt(0) is None


def test_a_stepper_stays_within_its_limits(qtbot: QtBot, look: Theme) -> None:
    stepper = Stepper(look, "The way up", value=1.5, low=1, high=2, step=0.5)
    shown(qtbot, stepper)
    told: list[float] = []
    stepper.changed.connect(told.append)
    less, more = stepper.findChildren(QuietButton)
    more.click()
    assert not more.isEnabled()
    for _ in range(3):
        less.click()
    assert told == [2.0, 1.5, 1.0]
    assert not less.isEnabled()
    assert (less.accessibleName(), more.accessibleName()) == ("The way up: less", "The way up: more")


@pytest.mark.parametrize("kind", list(NoticeKind))
def test_a_notice_never_relies_on_colour_alone(qtbot: QtBot, look: Theme, kind: NoticeKind) -> None:
    notice = Notice(look, kind, "You reported more pain than before.", "Stop and rest.")
    qtbot.addWidget(notice)
    assert notice.findChild(Icon) is not None
    assert notice.accessibleName() == "You reported more pain than before. Stop and rest."


def test_no_line_of_text_is_longer_than_is_pleasant(qtbot: QtBot, look: Theme) -> None:
    label = BodyText(look, "Everyday gentle movement is fine, and a stiff back likes it better than lying still. " * 4)
    shown(qtbot, label)
    label.resize(3000, 400)
    line = "Everyday gentle movement is fine, and a stiff back likes it better than"
    assert label.width() <= label.fontMetrics().horizontalAdvance(line) * 1.1


class TestWords:
    def test_they_can_be_marked_and_copied_and_do_not_move_for_that(self, qtbot: QtBot, look: Theme) -> None:
        label = BodyText(look, "Lie on your back, with your knees bent. Breathe as you like, and let go.")
        shown(qtbot, label)
        sizes = [label.sizeHint(), *(label.heightForWidth(px) for px in (120, 200, 333))]
        enter_with_pointer(label)
        assert label.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse
        assert [label.sizeHint(), *(label.heightForWidth(px) for px in (120, 200, 333))] == sizes
        assert label.focusPolicy() is Qt.FocusPolicy.NoFocus

    def test_on_a_card_that_is_a_button_a_click_is_the_card_s(self, qtbot: QtBot, look: Theme) -> None:
        card = CardButton(look, "A plan")
        label = BodyText(look, "A plan")
        card.body.addWidget(label)
        shown(qtbot, card)
        enter_with_pointer(label)
        with qtbot.waitSignal(card.clicked):
            QTest.mouseClick(label, Qt.MouseButton.LeftButton)


def enter_with_pointer(widget: QWidget) -> None:
    place = QPointF(1, 1)
    QApplication.sendEvent(widget, QEnterEvent(place, place, place))


def test_a_resting_pointer_changes_the_edge_of_an_answer_and_never_its_ground(qtbot: QtBot, look: Theme) -> None:
    for answer in (ChoiceButton(look, "Same"), CheckRow(look, "Fever"), NrsKey(look, 3, "3")):
        qtbot.addWidget(answer)
        answer.resize(300, 80)
        grounds, pictures = [], []
        for over in (False, True):
            answer.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, over)
            picture = answer.grab().toImage()
            grounds.append(picture.pixelColor(270, 20))
            pictures.append(picture)
        assert grounds[0] == grounds[1], type(answer).__name__
        assert pictures[0] != pictures[1], type(answer).__name__


def test_words_on_the_stage_keep_their_size_where_their_page_goes_into_a_window(qtbot: QtBot, look: Theme) -> None:
    page, window = QWidget(), QStackedWidget()
    line = StageLabel(look)
    QVBoxLayout(page).addWidget(line)
    qtbot.addWidget(window)
    line.ensurePolished()  # as who asks how large it is
    line.set_px(32)
    window.addWidget(page)
    assert line.font().pixelSize() == 32


def test_a_double_click_ticks_and_takes_nothing_back(qtbot: QtBot, look: Theme) -> None:
    row = CheckRow(look, "Fever")
    shown(qtbot, row)
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    QTest.mouseDClick(row, Qt.MouseButton.LeftButton)  # the second press of a double click alone
    QTest.mouseRelease(row, Qt.MouseButton.LeftButton)
    assert row.isChecked()
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    assert not row.isChecked()
