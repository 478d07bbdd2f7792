"""hipcoach: guided hip exercise at home that stops when pain goes up."""

__version__ = "0.1.0"
