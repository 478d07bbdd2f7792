"""The help feature: pages to read, and the keys."""
