"""The set-up feature: the first run and the settings."""
