"""What people can ask for: their words as data, and what each request does."""
