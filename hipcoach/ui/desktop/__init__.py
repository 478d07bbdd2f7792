"""Services of the desktop: a display that stays awake, sleep, the tray, one window for each diary, file dialogs.

Each module wraps one service of the system and knows nothing of the product. Where a desktop lacks a service, the
module says so by its return value or does nothing: no session depends on one. Read
`one_window` first: the others are as small.
"""
