"""What script/bench measures with."""
