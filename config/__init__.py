"""What can be set, where it is kept, and the errors that reach a person."""
