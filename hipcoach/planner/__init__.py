"""What is due today and why: from the diary to what the rule needs, and a week of the user's own."""
