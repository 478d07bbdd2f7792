"""Exercises and session plans: frozen values, read from files with every problem said by its line."""
