"""Small painted widgets that know the theme and nothing about hipcoach's data."""
