"""The text of a physiotherapist's sheet, as people type it, read line by line into exercises and doses.

`words` are the patterns, `line` reads one line, `reader` a whole sheet, `plan_text` writes the plan's files. Nothing is
guessed in silence: what a line says beyond what was read stays with it, and a number that was not read keeps the line
out. Read `reader` first.
"""
