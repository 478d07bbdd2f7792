"""What is due today and why: from the diary to what the rule needs, and a week of the user's own.

`read_diary` reads the diary into one frozen value, a `DiarySnapshot`. From that, `rule_facts` gathers what the rule has
to know, `today` says what the day is for, `prepare` makes a session of a plan, `steps` says which exercise steps up or
back, and `effects` what an answer leads to. All of these are pure; only `read_diary` and `profile_values` touch the
store. Read `diary_snapshot` first, then `today`.
"""
