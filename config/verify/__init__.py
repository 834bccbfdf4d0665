"""`python3 manage.py verify`: every check and every test, on real services, in one command."""
