"""What was done, read back from the diary, and the diary as a file.

Two streams leave the store. The first goes to pages and commands: `queries` of the store give plain rows, and
`session_detail`, `calendar`, `trends` and `report` turn them into frozen values; who shows them finds the words for one
session in `summary_line`. The second is the diary as one document: `document_rows` reads every row into the types of
`diary_document`, and each of the `export_*` files writes that document in one form; `export_formats` lists them.

The way back in is `import_diary`: `read_json` (with `read_lines` for large files and `check_values`) refuses a wrong
file with its line before anything is changed, then `merge` brings the records together by their ids. Deletion and its
undo are in `deletions`.

Nothing here decides anything about pain, and nothing knows Qt. Read `session_detail` first.
"""
