"""The player feature: one session while it runs."""
