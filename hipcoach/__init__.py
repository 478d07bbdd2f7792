"""hipcoach: guided hip exercise at home that stops when pain goes up."""

__version__ = "0.1.0"
APP_ID = "io.github.hipcoach.Hipcoach"
"""The program's name among all programs of a desktop: that of its entry, its icon and its windows."""
