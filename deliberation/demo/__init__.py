"""The demo territory: invented people, real rooms. History is written as rows, what is live is made by commands."""
