"""What the product does not stand yet: each entry is expected to fail, so mending one forces it out of this table."""

NOT_YET: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {}
"""For each fault: the worlds, and the commands that fail in them, of those that the tests run there; none: all."""
