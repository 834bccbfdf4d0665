"""Commands typed after `manage.py`: the demo territory and rehearsals."""
