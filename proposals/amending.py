"""What an amendment does to a text, and what the page of a proposal shows of amendments."""
