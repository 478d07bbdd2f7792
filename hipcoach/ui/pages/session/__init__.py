"""What comes before and after a session: the screen, pain before, the plan of today, pain after, the rest page."""
