"""What tests share: a small world made as the real one is made, through commands."""
