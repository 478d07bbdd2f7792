"""A chart's values as a table, for eyes, keyboard and screen reader."""

from PySide6.QtWidgets import QAbstractItemView, QTableWidget, QTableWidgetItem

from hipcoach.ui.charts.chart import Chart
from hipcoach.ui.theme.theme import Theme

LEAST_HEIGHT_PX = 420


def value_table(theme: Theme, chart: Chart) -> QTableWidget:
    """Read-only; Tab leaves it, arrow keys go through it."""
    table = QTableWidget(len(chart.table.rows), len(chart.table.columns))
    table.setAccessibleName(f"{chart.title}: the values")
    table.setHorizontalHeaderLabels(list(chart.table.columns))
    table.verticalHeader().hide()
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setTabKeyNavigation(False)
    table.setMinimumHeight(theme.picture_px(LEAST_HEIGHT_PX))
    for number, row in enumerate(chart.table.rows):
        for column, text in enumerate(row):
            table.setItem(number, column, QTableWidgetItem(text))
    table.resizeColumnsToContents()
    table.horizontalHeader().setStretchLastSection(True)
    return table
