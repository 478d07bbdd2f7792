"""Where the body is, and the ways from one place to another. A place itself is a value: `body_place`, one folder up.

Read `places` first: the places of a session, and which ways lead between them. `way_words` is what is said on a way.
Three files answer "where is the body now?": `whereabouts` for somebody on a way, by how much of it was told;
`abandoned_cases` for a step that the user leaves before its end; `stop_words` for a stop of the whole session, with
how they get up. `getting_up` has the words of that.
"""
