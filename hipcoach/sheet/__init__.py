"""A physiotherapist's sheet as people type it, read line by line into exercises and doses; and plans put together.

`piece_rows` says how doses are written, with examples, in the words of `languages`. Each of its rows names the function
of `pieces` that makes numbers of what it found. `words` has what else stands in a line. `line` reads one line, `reader`
a whole sheet, `plan_text` writes the plan's files, and `plan_change` is a plan while it is put together.

Nothing is guessed in silence: what a line says beyond what was read stays with it, and a number that was not read keeps
the line out. Read `reader` first.
"""
