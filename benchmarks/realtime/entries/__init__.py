"""The servers under test, each started as a process of its own; told by lines on their standard input."""
