"""Django's PostgreSQL backend on the server that comes in a wheel. See `base.py`."""
