"""Tests of the rituals."""
