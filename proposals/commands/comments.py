"""Comments beside a passage: threads, pauses, reports, and hiding that takes two people."""
