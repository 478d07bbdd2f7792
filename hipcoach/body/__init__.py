"""The drawn person: a human mesh, its skeleton, the contact solver, and a painter; numpy, and no Qt.

In come a figure's file (`assets/figures/*.toml`) and a body (`assets/figures/body.npz`); out come painted frames on the
disk. `figure_file` reads key poses; `movement` blends their numbers; `solver` puts a body in a pose, contacts first, on
the lengths and the skin of its own mesh (`build`); `skin` moves the mesh; `paint` paints it among its props.
`render_process` does this ahead for the window, which only reads `frame_file` and the figures' files.
"""
