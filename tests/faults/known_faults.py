"""What the product does not stand yet: each entry is expected to fail, so mending one forces it out of this table."""

EVERY: tuple[str, ...] = ()

_SHOWS = ("today", "history", "export json")

NOT_YET: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "a FIFO or a device in the place of one of our files is opened and read": (
        ("diary: a FIFO", EVERY),
        ("diary: an endless device", EVERY),
        ("journal: a FIFO", EVERY),
        ("journal: an endless device", EVERY),
        ("checksum: a FIFO", EVERY),
        ("checksum: an endless device", EVERY),
        ("kept catalogue: a FIFO", ("today", "export pdf", "timeline", "play, an emergency")),
        ("kept catalogue: an endless device", ("today", "show", "timeline", "play, a RED", "play, an emergency")),
    ),
    "what is not ours is replaced": (
        ("diary: a dangling link", EVERY),
        ("diary: a link to itself", EVERY),
        ("checksum: a dangling link", EVERY),
        ("checksum: a link to itself", EVERY),
        ("reserve: a FIFO", EVERY),
        ("reserve: an endless device", EVERY),
        ("reserve: a dangling link", EVERY),
        ("reserve: a link to itself", EVERY),
        ("undo: a FIFO", EVERY),
        ("undo: an endless device", EVERY),
    ),
    "status 70 for a folder, or a file, in the wrong place": (
        ("checksum: a folder", EVERY),
        ("undo: a folder", EVERY),
    ),
    "a journal that was cut, emptied or deleted after a kill is not noticed": (
        ("journal after a kill: cut in half", _SHOWS),
        ("journal after a kill: emptied", _SHOWS),
        ("journal after a kill: deleted", _SHOWS),
    ),
}
"""For each fault: the worlds, and the commands that fail in them, of those that the tests run there."""
