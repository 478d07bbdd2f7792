"""The pain rule: pure functions on values, each decision with one sentence that says why."""
