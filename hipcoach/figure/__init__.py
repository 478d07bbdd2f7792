"""The drawn figure: skeleton, contact solver, key poses, and a painter that shows any moment between two poses.

In come a figure's file (`assets/figures/*.toml`) and a moment of the session; out comes a painted picture.
`figure_file` reads the key poses; `movement` blends their numbers; `solver` puts the body in a pose, contacts first;
`painter` turns a scene into layers of shapes; `film` keeps frames as pixels. `api` is what the window calls; read it
first, then `types`.
"""
