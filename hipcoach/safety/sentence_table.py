"""Every sentence that explains a decision, in English. Data only: another language is another pair of tables.

What things and locks are called comes from `catalogue.things_and_locks`.

`{name}` puts in a value as it is, `{name:form}` in a form: one of PARTS below (which the value chooses from), or one of
the forms of `sentence_parts`: number, span, times, signs, things.
"""

from collections.abc import Mapping

from hipcoach.catalogue.things_and_locks import LOCKS, THINGS
from hipcoach.safety.stored_keys import (
    BREAK_SCORE_AT_BASE,
    BREAK_SCORE_AT_BASE_ONLY,
    BREAK_SCORE_LOWER,
    BREAK_SCORE_LOWER_ONLY,
    BREAK_SCORE_NOT_GIVEN,
    BREAK_SCORE_RED,
    BREAK_SCORE_TOO_HIGH,
)

PARTS: Mapping[str, Mapping[str, str]] = {
    "compared": {  # by where the number compared with comes from
        "before": "You reported {base} before and {now} now",
        "usual": "You reported {now} now, and your usual number is {base}",
        "nothing": "You reported {now} now, counted from {base} as no number was given before",
    },
    "compared_next_day": {
        "before": "You reported {base} before your last session and {now} now",
        "usual": "You reported {now} now, and your usual number is {base}",
        "nothing": "You reported {now} now, counted from {base} as no number was given before your last session",
    },
    "compared_then": {  # as a rest began
        "before": "You reported {base} before and {peak} then",
        "usual": "You reported {peak} then, and your usual number was {base}",
        "nothing": "You reported {peak} then, counted from {base} as no number was given before",
        "unknown": "You reported {peak} then",
    },
    "with_both": {
        "before": "with {base} before and {peak} then",
        "usual": "with {peak} then, where your usual number was {base}",
        "nothing": "with {peak} then and no number before",
        "unknown": "with {peak} then",
    },
    "red": {  # by what makes a number red
        "absolute": "{red_absolute:number} or more ends a session",
        "rise": "that is a rise of {rise:number}, to {red_with_rise:number} or more",
    },
    "kind": {
        "sharp": "sharp or catching pain",
        "neuro": "burning, tingling or numbness",
        "weak": "weakness or giving way",
    },
    "soreness": {
        "": "",
        "muscle": "You marked muscle soreness. ",
    },
    "lock": {lock.value: called.in_sentence for lock, called in LOCKS.items()},
    "thing": {thing.value: called.in_sentence for thing, called in THINGS.items()},
    "week_day": {
        "mobility": "Mobility is for every day.",
        "strength": "It is a strength day; they keep a day without strength between them.",
        "balance": "It is one of your balance days.",
        "activity": "It is a day for moving as you like.",
        "sheet": "Your sheet asks for it today.",
    },
    "side": {"left": "left", "right": "right"},
    "session_kind": {
        "mobility": "mobility",
        "strength": "strength",
        "balance": "balance",
        "activity": "activity",
        "sheet": "sheet",
    },
    "Session_kind": {"mobility": "Mobility", "strength": "Strength", "balance": "Balance", "activity": "Activity"},
}

SENTENCES: Mapping[str, str] = {
    "": "",
    # -- said in older diaries only, where it stays as it was said
    "off_until_advice": "It is off since you reported more pain with it.",
    "set_fewer": "Fewer sets today, to keep the session within {minutes} minutes.",
    "little_less": "A little less today, to keep the session within {minutes} minutes.",
    "as_written": "{text}",  # a sentence of an older diary that none below makes
    # -- the screening
    "screen_unanswered": "The questions about signs have not been answered, so no session starts.",
    "screen_emergency": "You marked: {signs:signs}. No session today: call your emergency number now.",
    "screen_same_day": "You marked: {signs:signs}. No session today: have this looked at today.",
    "screen_soon": "You marked: {signs:signs}. Tell your doctor or physiotherapist soon.",
    "screen_none": "",
    # -- the number before a session
    "before_not_given": "You gave no number before the session: every exercise starts at its first step today.",
    "before_none_today": (
        "You reported {now} before the session: from {red_absolute} up there is no session. Today is for rest."
    ),
    "before_more_than_usual": (
        "You reported {now} before the session, and {usual} is usual for you: a gentler day, or rest."
    ),
    "before_more_rest": "You reported {now} before the session, and {usual} is usual for you: today is for rest.",
    "before_as_usual": (
        "You reported {now} before the session, and {usual} is usual for you: as planned. For now a step up needs "
        "{sessions:number} settled sessions."
    ),
    "before_half": "You reported {now} before the session: half as much today.",
    "before_planned": "You reported {now} before the session: as planned.",
    # -- more pain during a session
    "during_same_day": (
        "You reported {kind:kind}: the session ends here, and this wants somebody to look at it today."
    ),
    "during_red": "{base_from:compared}: {red:red}. The session ends here.",
    "during_amber": (
        "{base_from:compared}: that is {rise:number} more. This exercise is over for today; rest {rest_s:span}."
    ),
    "during_ok": (
        "{base_from:compared}: the number is not higher. This exercise is over for today; the next one may start."
    ),
    "during_amber_none_begun": "{base_from:compared}: that is {rise:number} more. Rest {rest_s:span}.",
    "during_ok_none_begun": "{base_from:compared}: the number is not higher.",
    "during_ok_only": "{base_from:compared}: the number is not higher. This exercise is over for today.",
    "during_sharp": (
        "You reported sharp or catching pain that was still there after {sharp_wait_s:span}: the session ends here."
    ),
    "sharp_not_answered": (
        "You reported sharp or catching pain and gave no answer after the wait: the session ends here."
    ),
    "during_second_worse": "Something hurt more {count:times} in this session: that is enough for today.",
    "number_not_given": "No number was given, and a missing answer never counts as fine: the session ends here.",
    "kind_not_given": (
        "No answer about what it is like was given, and a missing answer never counts as fine: the session ends here."
    ),
    "answer_not_given": (
        "A question was left unanswered, and a missing answer never counts as fine: the session ends here."
    ),
    # -- after the break of two minutes
    BREAK_SCORE_NOT_GIVEN: (
        "No number was given after the rest, and a missing answer never counts as fine: the session ends here."
    ),
    BREAK_SCORE_RED: "{base_from:compared} after the rest: {red:red}. The session ends here.",
    BREAK_SCORE_AT_BASE: "{base_from:compared} after the rest: it is back where it was. The next exercise is easier.",
    BREAK_SCORE_AT_BASE_ONLY: "{base_from:compared} after the rest: it is back where it was.",
    BREAK_SCORE_LOWER_ONLY: (
        "You reported {reported} before the rest and {now} after it: it has come down, to "
        "{rest_settles_at:number} or less."
    ),
    BREAK_SCORE_LOWER: (
        "You reported {reported} before the rest and {now} after it: it has come down, to "
        "{rest_settles_at:number} or less. The next exercise is easier."
    ),
    BREAK_SCORE_TOO_HIGH: (
        "You reported {reported} before the rest and {now} after it: it has not come down enough. "
        "The session ends here."
    ),
    # -- after a session, and the next day
    "after_missing": "You gave no number after the session: nothing is stepped up.",
    "after_red": "{base_from:compared}: {red:red}. Rest until it has settled.",
    "after_amber": (
        "{base_from:compared}: that is {rise:number} more. A short rest until tomorrow's answer, and nothing is "
        "stepped up."
    ),
    "after_ok": "{base_from:compared}: you rated no increase.",
    "next_missing": "You gave no next-day answer: the session does not count as settled.",
    "next_red": "{base_from:compared_next_day}: {red:red}. Rest until it has settled.",
    "next_early": (
        "{base_from:compared_next_day}. It is less than {from_h} hours since the session, "
        "so the answer settles nothing yet."
    ),
    "next_ok": ("{base_from:compared_next_day}: you rated no increase, so the session counts as settled."),
    "next_ok_after_higher": (
        "{base_from:compared_next_day}: you rated no increase. An earlier answer was higher, so the session does not "
        "count as settled."
    ),
    "next_amber": (
        "{soreness:soreness}{base_from:compared_next_day}: that is {rise:number} more. "
        "A rest day, or gentle mobility, and one step lower next time."
    ),
    "next_two_ambers": (
        "{soreness:soreness}{base_from:compared_next_day}: {running:number} next days "
        "running with a higher number. Rest until it has settled."
    ),
    # -- a session that was cut off
    "report_open": "A report of more pain was open when the session stopped; a missing answer never counts as fine.",
    "pain_in_session": "You reported more pain in this session, so it does not go on.",
    "began_long_ago": "The session began more than {crash_minutes} minutes ago, so what was done is kept.",
    "signs_first": "The questions about signs come first.",
    "may_go_on": "No report of pain is open, and the session began less than {crash_minutes} minutes ago.",
    # -- pain rests
    "rest_in_force": "A rest is in force: you reported more pain than before.",
    "rest_without_number": ("You reported something that wants a rest first. Stop and rest until it has settled."),
    "rest_in_doubt": (
        "A part of your diary may be missing, and a rest may have been in it. Stop and rest until it has settled."
    ),
    "rest_with_number": "{base_from:compared_then}. Stop and rest until it has settled.",
    "rest_with_kind": "You reported {kind:kind}. Stop and rest until it has settled.",
    "rest_with_number_kind": ("You reported {kind:kind}, {base_from:with_both}. Stop and rest until it has settled."),
    "rest_same_day": "You reported {kind:kind}. Have this looked at today, and rest until it has settled.",
    "rest_same_day_number": (
        "You reported {kind:kind}, {base_from:with_both}. Have this looked at today, and rest until it has settled."
    ),
    "rest_not_24_h": "Less than {release_h} hours have passed.",
    "rest_no_number_now": "You have not said how much it hurts now.",
    "rest_above_before": "You reported {now} now; {limit} or less is needed.",
    "rest_no_screen": "The questions about signs have not been answered.",
    "rest_sign_marked": "You marked a sign that somebody should look at first.",
    "rest_not_confirmed": "You have not said that you want to come back.",
    "rest_over": "You reported {now} now, it has been {release_h} hours or more, and you chose to come back.",
    "paused_long": ("The rest has lasted {pause_days} days. The plan waits until you note that you have had advice."),
    "paused_often": "{count} rests in {days} days. The plan waits until you note that you have had advice.",
    # -- no session, or an exercise left out
    "no_second_session": "A short rest was set today: there is no second guided session today.",
    "nothing_left": "Nothing of this plan is left for today.",
    "off_since_rest": "It is off since you reported more pain in a session with it.",
    "only_mobility_waiting": "A short rest waits for its next-day answer: only mobility until then.",
    "only_mobility_next_day": "You reported more pain the day after: only mobility today.",
    "only_mobility_return": "The first session after a rest is mobility only.",
    "only_gentle": "More pain than usual today: only mobility and breathing.",
    "strength_gap": (
        "Strength exercises come at least {strength_gap_h} hours apart, at most {strength_week_cap} times a week."
    ),
    "balance_week": "Balance exercises come at most {balance_week_cap} times a week.",
    "both_sides_sore": "You marked both sides sore: no lying on your side today.",
    "equipment": "It needs {needs:things}, which you do not have at hand.",
    "equipment_instead": "It needs {needs:things}, which you do not have at hand. {instead} instead.",
    "lock_cannot": "You said that {lock:lock}.",
    "lock_way_down": "You said that {lock:lock}, and the way down to it leads over kneeling.",
    "lock_until_cleared": "You said that {lock:lock}; it stays out until a clinician has cleared it for you.",
    "bed_lock": "You said that {lock:lock}, so lying work is on your bed, not on the floor.",
    "bed_thing": "You do not have {needs:things} at hand, so lying work is on your bed, not on the floor.",
    "kneels_on_floor": "It is done kneeling on the floor, and this plan stays in bed.",
    "sits_on_floor": "It is done sitting on the floor, and this plan stays in bed.",
    "off_until_cleared": "It stays out until a clinician has cleared it for you.",
    "sore_buttock": "It stays out while your buttock hurts.",
    "no_turn": "It does not fit into {minutes} minutes today; exercises take turns.",
    "user_left_out": "You left it out today.",
    "user_swapped": "{instead} instead, for today.",
    # -- beside an exercise
    "first_step_today": "First step today.",
    "half_today": "Half today.",
    "half_is_no_less": "Half of it is never less than this.",
    "over_today": "It hurt more earlier today: it is over for today.",
    "as_on_sheet": "As on your sheet.",
    "half_of_sheet": "Half of what is on your sheet, today.",
    "step_up_today": "One step up today.",
    "both_hands": "Both hands on the support.",
    "no_lying": "No lying on your {side:side} side today.",
    "fewer_sets": "Fewer sets today, to keep work and rests within {minutes} minutes.",
    "less_work": "A little less today, to keep work and rests within {minutes} minutes.",
    # -- steps up and down
    "step_up": "{name}: one step up, after {sessions:number} sessions in a row that were done in full and settled.",
    "step_lower": "{name}: one step lower, as you reported more pain than before.",
    "step_lower_gap": "{name}: one step lower, after {days} days or more without it.",
    "first_step_gap": "{name}: from the first step again, after {days} days or more without it.",
    "first_step_rest": "{name}: from the first step again, after a rest.",
    "user_stays": "{name}: you chose to stay at this step.",
    "user_less": "{name}: you chose less.",
    "number_corrected": "The number was corrected, so it stays where it was.",
    # -- what today is for
    "check_first": "How much does it hurt, compared with before your last session?",
    "rest_of_today": "You said today that it hurt more, so the rest of today is for resting.",
    "rest_of_today_kind": "You reported {kind:kind} today, so the rest of today is for resting.",
    "rest_day_next": "You reported more pain the day after: a rest day, or gentle mobility if you like.",
    "only_mobility_today": (
        "The short rest waits for your next-day answer: only mobility at its first step until then."
    ),
    "only_mobility_today_kind": (
        "You reported {kind:kind}. The short rest waits for your next-day answer: only mobility at its first step "
        "until then."
    ),
    "return_mobility": "Coming back after a rest, session 1 of {of}: mobility only, at half.",
    "no_session_planned": "No session is planned today. Everyday movement is fine.",
    "strength_apart": "Strength comes at least {strength_gap_h} hours apart, so today is for mobility.",
    "nothing_can_be_done": (
        "Nothing of {title} can be done with what is at hand and possible, so today is for mobility."
    ),
    "nothing_so_rest": "Nothing of {title} is left that can be done now, so today is for resting.",
    "gentlest_start": "The gentlest start: try it, and see how it feels.",
    "week_day": "{kind:week_day}",
    "week_return": "{kind:week_day} Coming back after a rest, session {number} of {of}: at half.",
    "week_done": "You have done what was planned for today. Everyday movement is fine.",
    # -- a week with a sheet, and a change of it that a rule declines
    "sheet_strength": (
        "Your sheet asks for strength on days in a row, or more than once a day; "
        "plans of hipcoach's own keep {strength_gap_h} hours between."
    ),
    "sheet_minutes": (
        "Your sheet takes about {minutes} minutes of work and rests; "
        "plans of hipcoach's own have {session_cap_min} at most."
    ),
    "sheet_days": "Its days stand on your sheet. It may be left out.",
    "no_such_session": "There is no {kind:session_kind} session on that day.",
    "such_session_there": "There is a {kind:session_kind} session on that day already.",
    "strength_own_days": "That plan has strength exercises; strength keeps to its own days.",
    "strength_sessions_apart": "Strength sessions come at least {strength_gap_h} hours apart.",
    "week_cap": "{kind:Session_kind} comes at most {cap} times a week.",
}
