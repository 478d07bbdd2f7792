"""The pain rule: what a number, a kind of pain or a sign of the screening leads to. Pure functions on frozen values.

The whole rule in one place. Five numbers are asked, each from 0 to 10, and each is compared with an earlier one:

    B  before a session    with the usual number, the median of the last ones    `before.before`
    D  when it hurts more  with B (if not given: the usual number), the *base*   `during.after_report`
    R  after the break     with the base                                         `during.after_break`
    A  after the session   with the base                                         `after.after`
    N  on the next day     with the base of that session                         `after.next_day`

D, R, A and N have a *level* (`rule.level`). OK: no higher than the base. Amber: higher. Red: high in itself, or clearly
higher and no longer low. OK goes on. Amber ends the exercise, or asks for an OK on the next day first (a *short rest*).
Red ends the session and begins a *pain rest*: no session until all conditions of `pain_rests.release` are met.

Three principles hold everywhere. A missing answer is never taken as fine. Where several lines apply, the strictest wins
(`Action.rank`, `PainRestKind.rank`). And nothing here acts: a decision is a value, which its caller writes into the
diary and then carries out.

Before a session, `compose` goes through a plan: it refuses the session (a pain rest, a sign, B), or leaves single
exercises out (`locks`) and lowers doses (`dose`, `returning`). After it, `past` says whether it has settled and counts
toward more, and `progression` steps doses up again.

The numbers are those of `sessions/pain_rule.toml`, read by `load` into a `PainRule`. A decision carries a `Reason`, its
line of the rule and values; `sentence_table` has the words, and `sentences` makes the sentence when it is shown. Read
`types`, `rule` and `during`, in this order.
"""
