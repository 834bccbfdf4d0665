"""Reports of processes: made in the background, once for each state of things, with progress that the page shows."""
