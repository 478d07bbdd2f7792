"""What was done, read back: lists, a session in full, trends, the report; out to files and in again."""
