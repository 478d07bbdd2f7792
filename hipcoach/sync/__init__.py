"""Two computers, one history: diaries brought together through a folder that something else keeps in step.

Each device writes records into a sub-folder of its own and never changes what it wrote; it reads those of the others.
`segments` are the files, `shared_record` is a line of them, `causality` tells what was made knowing what, `fold` makes
one account of all records, in whichever order they came. `outgoing` finds what this diary has to tell, `incoming` takes
in what it lacks, `stricter` decides where two devices changed the same apart. `whole_exchange` does all of it, once;
`quick_exchange` the same for what is only new; `exchange` chooses between them.

A rest is ended only by a record that names it. A device that was away for months, a torn line, a copy that a program of
sync made of a file: each is only more, or less, to read. Nothing is deleted because it is not there.
"""

KEPT = "shared"
"""The folder beside the diary with this device's own part: it is there once anything was exchanged."""

OLDER = "older"
"""Its sub-folder with the user's own files that another computer's took the place of, and a list of such settings."""
