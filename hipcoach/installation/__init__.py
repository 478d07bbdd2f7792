"""hipcoach among the programs of a desktop: its entry in the menu, icons, what it opens, its start at login.

`desktop_texts` has the files' texts, `desktop_files` knows where they go and puts them there or takes them away,
`login_start` has the file that starts it at login, `start_command` says how this very program is started. Linux and
other systems that follow freedesktop.org; Windows and macOS have the start at login, and their packages do the rest.
"""
