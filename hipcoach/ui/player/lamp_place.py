"""Where the lamp of the microphone stands in a session: where it takes no height from the stage."""

from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QWidget

from hipcoach.ui.player.one_switch import OneSwitch
from hipcoach.ui.player.player_page import PlayerPage
from hipcoach.ui.shared.ear import Ear
from hipcoach.ui.shared.listen_lamp import ListenLamp
from hipcoach.ui.theme.theme import Theme

ABOVE_PX = 1000  # of the window's width, for each 100 % of the text size: with less the top line has no room


class LampPlace(QObject):
    """In the top line of the stage; at the foot of a question, of a narrow window, and where it says what is wrong."""

    def __init__(self, page: PlayerPage, switch: OneSwitch, lamp: ListenLamp, theme: Theme, ear: Ear) -> None:
        super().__init__(page)
        self._page, self._switch, self._lamp, self._theme, self._ear = page, switch, lamp, theme, ear
        self._above: bool | None = None
        page.turned.connect(self._place)
        page.installEventFilter(self)
        theme.changed.connect(self._place)
        ear.changed.connect(self._place)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the width of the page."""
        if event.type() is QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        page, bar = self._page, self._switch.bar
        wide = page.width() >= ABOVE_PX * self._theme.text_factor
        above = wide and page.visible_widget is page.stage and not self._ear.problem
        if above is self._above:
            return
        self._above = above
        if above:
            bar.remove_beside()
            bar.setVisible(self._switch.watch is not None)  # without a switch it has nothing to say there
            page.stage.add_above(self._lamp)
        else:
            page.stage.remove_above()
            bar.add_beside(self._lamp)
            bar.show()
        if above:
            self._lead_by_tab()

    def _lead_by_tab(self) -> None:
        """Let Tab come to the lamp before the buttons of the stage; at the foot it comes round to it last."""
        chain = list[QWidget]((self._lamp,))
        each = self._lamp.nextInFocusChain()
        while each is not None and each is not self._lamp:
            if self._page.stage.isAncestorOf(each) and each.focusPolicy() & Qt.FocusPolicy.TabFocus:
                chain.append(each)
            each = each.nextInFocusChain()
        for one, following in pairwise(chain):
            QWidget.setTabOrder(one, following)
