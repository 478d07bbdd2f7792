"""The feature "Set-up": the first run, and the settings.

`first_run_page` asks five short questions and writes the answers at the end, in one transaction. `settings_page` binds
each row (`setting_rows`) to one setting by name; a change works at once through the settings' keeper, which saves the
file. Both share the forms for locks, contacts and the week. The voice is never waited for: `voice_choice` and
`voice_sample` ask it, then look again by a timer. Read `settings_page` first.
"""
