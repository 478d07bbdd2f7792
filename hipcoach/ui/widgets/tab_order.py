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
    return (each for each in everything_in_order(root) if _takes_tab(each))


def everything_in_order(root: QWidget) -> list[QWidget]:
    """Return `root` and all widgets in it, in the order of its layouts."""
    found: list[QWidget] = []  # filled as a list: at each press of Tab nested iterators took twice as long
    _add_widget(root, found)
    return found


def _takes_tab(widget: QWidget) -> bool:
    policy = widget.focusPolicy()
    return policy is not Qt.FocusPolicy.NoFocus and bool(policy & Qt.FocusPolicy.TabFocus)


def _add_widget(widget: QWidget, found: list[QWidget]) -> None:
    found.append(widget)
    inner = widget.widget() if isinstance(widget, QScrollArea) else None
    layout = widget.layout()
    if inner is not None:
        _add_widget(inner, found)
    elif layout is not None:
        _add_layout(layout, found)


def _add_layout(layout: QLayout, found: list[QWidget]) -> None:
    for each in in_layout(layout):
        if isinstance(each, QWidget):
            _add_widget(each, found)
        else:
            _add_layout(each, found)
