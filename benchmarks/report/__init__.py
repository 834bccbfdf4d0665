"""How long the report of a large process takes: made by the background job, with progress, on a database of its own."""
