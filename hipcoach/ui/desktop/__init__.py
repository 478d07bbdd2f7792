"""What the window asks of the desktop: one instance, the tray, sleep, file dialogs. Knows no product."""
