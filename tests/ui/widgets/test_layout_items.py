"""What a layout holds, without a wrapper of an item that would outlive it."""

from pathlib import Path

import shiboken6
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QLayoutItem, QVBoxLayout, QWidget

import hipcoach
from hipcoach.ui.widgets.flow_layout import FlowLayout
from hipcoach.ui.widgets.layout_items import in_layout, widgets_in


def test_what_stands_in_a_layout_is_told_in_its_order(qapp: QApplication) -> None:
    holder = QWidget()
    column, row = QVBoxLayout(holder), QHBoxLayout()
    first, last, beside = QLabel("first"), QLabel("last"), QLabel("beside")
    column.addWidget(last)
    column.addStretch()
    column.insertLayout(0, row)
    column.insertWidget(0, first)
    row.addWidget(beside)
    assert in_layout(column) == [first, row, last]
    assert (widgets_in(column), widgets_in(row)) == ([first, last], [beside])


def test_a_flow_tells_its_widgets_too(qapp: QApplication) -> None:
    holder = QWidget()
    flow, one, two = FlowLayout(holder), QLabel("one"), QLabel("two")
    flow.addWidget(two)
    flow.addWidget(one)
    assert widgets_in(flow) == [two, one]


def test_no_item_is_kept_by_who_asks(qapp: QApplication) -> None:
    holder = QWidget()
    column, label = QVBoxLayout(holder), QLabel("a label")
    column.addWidget(label)
    before = _items()
    assert in_layout(column) == [label]
    assert _items() == before


def test_nobody_asks_a_layout_for_its_items() -> None:
    modules = Path(hipcoach.__file__).parent.rglob("*.py")
    assert [path.name for path in modules if ".itemAt(" in path.read_text("utf-8")] == []


def _items() -> int:
    return sum(isinstance(each, QLayoutItem) for each in shiboken6.getAllValidWrappers())
