"""Qt's palette and a small style sheet, both made from the tokens."""

from PySide6.QtGui import QColor, QPalette

from hipcoach.ui.theme import tokens
from hipcoach.ui.theme.tokens import Colours, Space

_ROLES = {
    QPalette.ColorRole.Window: "surface",
    QPalette.ColorRole.WindowText: "ink",
    QPalette.ColorRole.Base: "raised",
    QPalette.ColorRole.AlternateBase: "surface",
    QPalette.ColorRole.Text: "ink",
    QPalette.ColorRole.Button: "raised",
    QPalette.ColorRole.ButtonText: "ink",
    QPalette.ColorRole.BrightText: "red",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "on_accent",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.LinkVisited: "accent",
    QPalette.ColorRole.PlaceholderText: "muted",
    QPalette.ColorRole.ToolTipBase: "raised",
    QPalette.ColorRole.ToolTipText: "ink",
    QPalette.ColorRole.Accent: "accent",
    QPalette.ColorRole.Mid: "line",
    QPalette.ColorRole.Midlight: "line",
    QPalette.ColorRole.Light: "raised",
    QPalette.ColorRole.Dark: "line",
    QPalette.ColorRole.Shadow: "shadow",
}


def palette(colours: Colours) -> QPalette:
    """Return the palette of one scheme, for Qt's own widgets."""
    made = QPalette()
    for role, name in _ROLES.items():
        made.setColor(role, QColor(getattr(colours, name)))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours.muted))
    return made


def style_sheet(colours: Colours, text_factor: float) -> str:
    """Return rules for Qt's own widgets (fields, lists, sliders, scroll bars). Our widgets paint themselves."""
    target = round(tokens.TARGET_PX * text_factor)
    handle = round(Space.L * min(text_factor, 1.5))
    focus, radius, ring = tokens.FOCUS_PX, tokens.CORNER_SMALL_PX, tokens.RING_PX
    return f"""
QScrollArea, QScrollArea > QWidget > QWidget#page {{ background: transparent; border: none; }}
QLineEdit, QPlainTextEdit, QComboBox, QSpinBox {{
  background: {colours.raised}; color: {colours.ink}; min-height: {target - 4 - 2 * Space.XXS}px;
  border: 2px solid {colours.edge}; border-radius: {radius}px; margin: {ring}px; padding: {Space.XXS}px {Space.S}px;
  selection-background-color: {colours.accent}; selection-color: {colours.on_accent};
  placeholder-text-color: {colours.muted};
}}
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QSpinBox:focus {{
  border: {focus}px solid {colours.accent}; margin: {ring - 1}px;
}}
QListWidget {{
  background: {colours.raised}; color: {colours.ink}; border: 2px solid {colours.edge};
  border-radius: {radius}px; margin: {ring}px; padding: {Space.XXS}px;
}}
QListWidget:focus {{ border: {focus}px solid {colours.accent}; margin: {ring - 1}px; }}
QListWidget::item {{ padding: 0 {Space.S}px; border-radius: {radius}px; }}
QListWidget::item:selected {{ background: {colours.accent}; color: {colours.on_accent}; }}
QComboBox QLineEdit {{ border: none; padding: 0; min-height: 0; }}
QComboBox::drop-down {{ border: none; width: {handle + Space.S}px; }}
QComboBox QAbstractItemView {{
  background: {colours.raised}; color: {colours.ink}; border: 1px solid {colours.line};
  selection-background-color: {colours.accent}; selection-color: {colours.on_accent};
}}
QComboBox QAbstractItemView::item {{ min-height: {target}px; }}
QSlider {{ min-height: {target}px; border: {focus}px solid transparent; border-radius: {radius}px; }}
QSlider:focus {{ border-color: {colours.accent}; }}
QSlider::groove:horizontal {{ height: {Space.XS}px; border-radius: {Space.XXS}px; background: {colours.line}; }}
QSlider::sub-page:horizontal {{ height: {Space.XS}px; border-radius: {Space.XXS}px; background: {colours.accent}; }}
QSlider::handle:horizontal {{
  width: {handle}px; height: {handle}px; margin: -{(handle - Space.XS) // 2}px 0;
  border-radius: {handle // 2}px; background: {colours.accent};
}}
QScrollBar:vertical {{ background: transparent; width: {tokens.SCROLL_PX}px; margin: 0; }}
QScrollBar::handle:vertical {{
  background: {colours.edge}; border-radius: {Space.XXS}px; min-height: {Space.XXL}px; margin: {Space.XXS}px;
}}
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{
  height: 0; width: 0; background: transparent;
}}
QToolTip {{
  background: {colours.raised}; color: {colours.ink}; border: 1px solid {colours.line}; padding: {Space.XS}px;
}}
"""
