"""Pieces that several pages show alike, built from the widgets and hipcoach's own data."""
