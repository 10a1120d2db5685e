"""Sound in, sound out: microphones, ears, voices and speakers."""
