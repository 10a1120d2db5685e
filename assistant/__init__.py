"""The household: what happens when something is heard, due or pressed."""
