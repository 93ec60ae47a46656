"""Pages, under any WSGI server: ``gunicorn config.wsgi:application``."""

import os

from django.core.wsgi import get_wsgi_application

from dialogues.straight_to_the_record import straight_to_the_record

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = straight_to_the_record(get_wsgi_application())
