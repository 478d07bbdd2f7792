"""Keys of the rule's lines and sentences that diaries hold under older words, each with today's name.

In these keys "rest" is the break in a session, "hold" a pain rest, and "soft" a short one.
"""

# -- sentences about the score after the break
BREAK_SCORE_NOT_GIVEN = "rest_not_given"
BREAK_SCORE_RED = "rest_red"
BREAK_SCORE_AT_BASE = "rest_settled"  # also the line of both cases in which the session goes on
BREAK_SCORE_AT_BASE_ONLY = "rest_settled_only"
BREAK_SCORE_LOWER = "rest_lower"
BREAK_SCORE_LOWER_ONLY = "rest_lower_only"
BREAK_SCORE_TOO_HIGH = "rest_not_settled"  # also the line

# -- lines about pain rests
PAIN_REST_IN_FORCE = "before_hold"
PAIN_REST_RELEASE = "hold_release"
SHORT_REST_SET_TODAY = "before_soft_today"
SHORT_REST_WAITS = "before_soft_open"
