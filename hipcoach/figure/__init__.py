"""The drawn figure: skeleton, contact solver, key poses, and a painter that shows any moment between two poses."""
