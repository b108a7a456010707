"""Runs Padbridge: ``python -m padbridge``."""
