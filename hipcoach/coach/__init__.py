"""What a session's user and its pages ask: the way in and out, what is due, the week, the profile. Knows no Qt."""
