"""The today feature: what is due, the week's strip, and one day in full."""
