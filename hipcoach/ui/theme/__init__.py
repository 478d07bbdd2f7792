"""The look of the window: colours, sizes and type as data, and the palette, fonts and icons made from them.

`tokens` has every colour and size, `stage_style` the sizes of the player, `paper` those of the report. `theme` holds
the present scheme, text size and motion, and emits `changed`; widgets ask it for colours, fonts and icons. Read
`tokens` first, then `theme`.
"""
