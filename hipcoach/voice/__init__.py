"""Spoken cues: rendered ahead in one helper process, played on the instant by another."""
