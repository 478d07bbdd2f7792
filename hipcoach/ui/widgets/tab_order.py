"""The Tab key follows the order of the layouts, also where parts of a page were built later."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget

from hipcoach.ui.widgets.layout_items import in_layout


def follow_layout(root: QWidget) -> None:
    """Set the focus order of all widgets in `root` to the order of its layouts."""
    for one, next_one in pairwise(in_order(root)):
        if one.nextInFocusChain() is not next_one:
            QWidget.setTabOrder(one, next_one)


def focus_first(root: QWidget) -> None:
    """Focus the first control of `root`, where it has one."""
    first = next((each for each in in_order(root) if each.isVisible() and each.isEnabled()), None)
    if first is not None:
        first.setFocus(Qt.FocusReason.TabFocusReason)


def in_order(root: QWidget) -> Iterator[QWidget]:
    """Yield the controls of `root` in the order of its layouts."""
    return (each for each in everything_in_order(root) if each.focusPolicy() & Qt.FocusPolicy.TabFocus)


def everything_in_order(root: QWidget) -> Iterator[QWidget]:
    """Yield `root` and all widgets in it, in the order of its layouts."""
    yield root
    inner = root.widget() if isinstance(root, QScrollArea) else None
    layout = root.layout()
    if inner is not None:
        yield from everything_in_order(inner)
    elif layout is not None:
        yield from _in_layout(layout)


def _in_layout(layout: QLayout) -> Iterator[QWidget]:
    for each in in_layout(layout):
        yield from everything_in_order(each) if isinstance(each, QWidget) else _in_layout(each)
