"""What people say beside a text, as the page of a proposal shows it."""
