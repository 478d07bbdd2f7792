"""The plans that ship."""

PLANS = [
    "first-steps", "hip-essentials", "sacroiliac", "hip-and-back", "daily-mobility", "strength",
    "steady", "morning-in-bed", "no-floor", "gentle-day", "evening", "go-for-a-walk",
    "ride-a-bicycle", "go-for-a-swim", "exercise-in-water",
]  # fmt: skip
