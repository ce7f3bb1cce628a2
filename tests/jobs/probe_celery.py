"""Celery's workers with the look-up of tests: `celery -A tests.jobs.probe_celery worker`."""

from engine.celery_app import app
from tests.jobs.probe import install

install()
application = app
