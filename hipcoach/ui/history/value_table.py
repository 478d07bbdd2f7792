"""A chart's values as a table, for eyes, keyboard and screen reader."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QTableView

from hipcoach.ui.charts.chart import Chart, ValueTableData
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import Space

LEAST_HEIGHT_PX = 420
Index = QModelIndex | QPersistentModelIndex


class ValueTableModel(QAbstractTableModel):
    """The values of a chart; a row is put into words when it is shown."""

    def __init__(self, table: ValueTableData, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._table = table
        self._row: tuple[int, tuple[str, ...]] = (-1, ())  # the last one asked for: its cells come one by one

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of values."""
        return 0 if parent.isValid() else self._table.count

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self._table.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """Return the text of a cell."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if self._row[0] != index.row():
            self._row = (index.row(), self._table.row(index.row()))
        return self._row[1][index.column()]

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        """Return the name of a column."""
        across = orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return self._table.columns[section] if across else None


def value_table(theme: Theme, chart: Chart) -> QTableView:
    """Return a read-only table; Tab leaves it, arrow keys go through it."""
    table = QTableView()
    table.setModel(ValueTableModel(chart.table, table))
    table.setAccessibleName(f"{chart.title}: the values")
    table.verticalHeader().hide()
    table.setTabKeyNavigation(False)
    table.setMinimumHeight(theme.picture_px(LEAST_HEIGHT_PX))
    header = table.horizontalHeader()
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    table.resizeColumnsToContents()
    for column in range(len(chart.table.columns)):
        table.setColumnWidth(column, table.columnWidth(column) + Space.XL)
    header.setStretchLastSection(True)
    return table
