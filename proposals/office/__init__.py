"""The office's side: what it was sent, how it answers, and until when."""
