"""The README's tables are the ones that are written."""

import re
from pathlib import Path

from hipcoach.history.export_csv import TABLES

README = (Path(__file__).parents[2] / "README.md").read_text("utf-8")


def test_the_columns_of_every_csv_table_are_in_the_readme() -> None:
    found = {
        name: tuple(columns.split(", "))
        for name, columns in re.findall(r"^\| `(\w+)\.csv` \| `(.+)` \|$", README, re.M)
    }
    assert found == {name: tuple(columns) for name, columns in TABLES.items()}
