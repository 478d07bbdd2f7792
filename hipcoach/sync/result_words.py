"""What an exchange did, in words for the user."""

from hipcoach.coach.words import count
from hipcoach.sync.exchange_result import ExchangeResult

PAIN_REST = "A rest for pain from your other computer holds here too. Its hours count from now."
ENDED = "A rest for pain was ended on your other computer."
ALONE = "No other computer has written there yet."


def result_lines(result: ExchangeResult) -> tuple[str, ...]:
    """Return what came, one sentence each; one that says so where nothing did."""
    changed = result.changed
    lines = []
    if changed.get("rests"):
        lines.append(PAIN_REST)
    if changed.get("ended"):
        lines.append(ENDED)
    if changed.get("sessions"):
        lines.append(f"{count(changed['sessions'], 'session')} came from your other computer.")
    if changed.get("deleted"):
        lines.append(f"{count(changed['deleted'], 'session')} went, as on your other computer.")
    if changed.get("own") and not result.problem:
        lines.append("Settings, plans or exercises are as on your other computer now.")
    lines.extend(result.kept)
    if not lines:
        lines.append(ALONE if not result.devices else "Nothing new came from your other computer.")
    if result.waiting:
        lines.append(f"Not readable yet: {count(result.waiting, 'record')}.")
    if result.damaged:
        lines.append(f"Damaged: {count(result.damaged, 'line')}.")
    return tuple(lines)
