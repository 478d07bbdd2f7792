"""How much room a layout needs, before Qt has laid it out anew."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget

from hipcoach.ui.widgets.layout_items import in_layout


def keep_room(widget: QWidget, *, kept: bool = True) -> None:
    """Let a widget keep its room while it is hidden: nothing moves under the pointer as it comes and goes."""
    policy = widget.sizePolicy()
    policy.setRetainSizeWhenHidden(kept)
    widget.setSizePolicy(policy)


def least_size(layout: QLayout, width: int, *, settled: bool = False) -> QSize:
    """Return the least size of a layout at a width, with every change that was made to what is in it.

    `settled`: Qt has laid it out since the last of them. To forget would ask Qt to do so again.
    """
    if not settled:
        _forget(layout)
    return QSize(layout.minimumSize().width(), layout.totalMinimumHeightForWidth(width))


def _forget(layout: QLayout) -> None:
    """Drop what the layout and those inside it keep: Qt does so only when it lays them out."""
    for each in in_layout(layout):
        if isinstance(each, QLayout):
            _forget(each)
            continue
        held = each.widget() if isinstance(each, QScrollArea) else each
        inner = held.layout() if held is not None else None
        if inner is not None:
            _forget(inner)
            each.updateGeometry()  # what holds it keeps its size as well
    layout.invalidate()
