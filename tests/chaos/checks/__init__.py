"""The parts of the checker, one for each kind of promise. All are pure: evidence in, findings out."""
