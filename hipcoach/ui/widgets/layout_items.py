"""What a layout holds, in its order, without asking Qt for its items.

`QLayout.itemAt` gives Python a `QLayoutItem` that PySide keeps as long as the layout, also after Qt deleted the item.
When Qt then makes a widget at the same address, PySide hands out the old item in its place: `nextInFocusChain` did so.
"""

from PySide6.QtWidgets import QLayout, QWidget


def in_layout(layout: QLayout) -> list[QWidget | QLayout]:
    """Return the widgets and layouts of a layout that belongs to a widget, in its order; spacers are not among them."""
    holder = layout.parentWidget()
    kin = [*(holder.children() if holder is not None else []), *layout.children()]
    placed = {layout.indexOf(each): each for each in kin if isinstance(each, QWidget | QLayout)}
    return [placed[index] for index in sorted(placed) if index >= 0]


def widgets_in(layout: QLayout) -> list[QWidget]:
    """Return the widgets that stand in a layout itself, in its order."""
    return [each for each in in_layout(layout) if isinstance(each, QWidget)]
