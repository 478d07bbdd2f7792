"""The report for a physiotherapist: one page on paper or as a PDF, apart from the rest of the window.

In comes the data of `history.report`. `report_lines` makes its sentences, `report_page` lays them out with charts and
figures on a `paper_sheet`; out goes a PDF (`pdf`, `report_file`) or a printed page (`printing`). The history's page,
the command line and the gallery use it. Read `report_page` first.
"""
