"""Gentle reminders while the window is open, and the tray's icon that they need."""
