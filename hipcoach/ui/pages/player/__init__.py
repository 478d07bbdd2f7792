"""The session being done: the stage, the check after an exercise, the pain pages."""
