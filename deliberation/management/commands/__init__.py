"""Commands typed after `manage.py`."""
