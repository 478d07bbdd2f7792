"""Finds in a line what says how often, how long and when."""

from hipcoach.sheet.piece_rows import PIECE_ROWS
from hipcoach.sheet.pieces import Pieces, UnreadProblem, number_in
from hipcoach.sheet.words import EITHER, LOOSE, RANGE

FOUND = "\0"  # stands where a piece was


def find_pieces(plain: str) -> tuple[Pieces, str]:
    """Return what the patterns find, and what is left of the line. Raises UnreadProblem."""
    plain, ranges = _lower_ends(plain)
    if EITHER.search(plain):
        raise UnreadProblem("it leaves open which number is meant")
    found = Pieces(ranges=ranges)
    for row in PIECE_ROWS:
        while (match := row.pattern.search(plain)) is not None:
            found = found.with_more(row.read(match))
            plain = plain[: match.start()] + FOUND * len(match[0]) + plain[match.end() :]
    return found, plain


def _lower_ends(plain: str) -> tuple[str, tuple[str, ...]]:
    """Return a line with one number for each range and each "about 20", and these. Raises UnreadProblem."""
    ranges = []
    for match in RANGE.finditer(plain):
        if not number_in(match["low"]) < number_in(match["high"]):
            raise UnreadProblem("it leaves open which number is meant")
        ranges.append(f"{match['low']} to {match['high']}")
    plain = RANGE.sub(lambda match: match["low"], plain)
    ranges += [f"{match['word']} {match['number']}" for match in LOOSE.finditer(plain)]
    return LOOSE.sub(lambda match: match["number"], plain), tuple(ranges)
