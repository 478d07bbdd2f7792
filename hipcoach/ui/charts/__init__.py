"""Charts: values, what they are built from, and one painter for window, file and paper."""
