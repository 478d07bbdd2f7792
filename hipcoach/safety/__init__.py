"""The pain rule: what a number, a kind of pain or a sign of the screening leads to.

Values come in (scores, past pain rests, doses), decisions go out, and nothing is read or written: every function is
pure. The numbers are those of `sessions/pain_rule.toml` (`load` reads them into a `PainRule`). A decision carries a
`Reason`, its line of the rule and values; `sentence_table` has the words, and `sentences` makes the sentence when it is
shown. Read `rule`, `types` and `during` first.
"""
