"""One report of pain, from the pain key to the decision.

Read `pain_dialogue` first: a frozen value, of which each answer makes the next. `pain_marks` are the exercises that
reports were about, `question_text` is what is asked, in words, and `every_report` runs through all reports that there
can be, so that their words are in speech before the session. What is decided stands in `hipcoach.safety`.
"""
