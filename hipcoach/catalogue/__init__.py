"""Exercises and session plans: what they are, and how their files are read.

In come the TOML files of `sessions/` and of the user's own plans; out comes one frozen `Catalogue`. `toml_document`
parses a file within limits, `fields` reads its keys and notes every problem with its line, `exercise_file`,
`plan_file`, `phrases` and `reading_file` know what each kind of file holds, and `loader` reads all of them.
`start_cache` keeps the result for the next start. Read `types` first.
"""
