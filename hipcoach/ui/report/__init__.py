"""What goes on paper or becomes a PDF: the report for a physiotherapist, and a plan as a leaflet.

In comes the data of `history.report`. `report_lines` makes its sentences, `report_page` lays them out with charts and
figures on a `paper_sheet`; out goes a PDF (`pdf`, `report_file`) or a printed page (`printing`). The history's page,
the command line and the gallery use it. Read `report_page` first. `leaflet_lines`, `leaflet_page` and `leaflet_file`
do the same with a session; the plans' page and the command line use them.
"""
