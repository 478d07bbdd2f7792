"""Colours, sizes and type as data, and what is made of them: palette, style sheet, fonts, icons."""
