"""Small painted widgets that know the theme and nothing of the product.

A widget is given the theme and its words, repaints when the theme changes, and answers by signals. It imports Qt,
`ui.theme` and its neighbours only. Every control has an accessible name, a focus ring and a large target. Read
`button` first: most controls are made from it.
"""
