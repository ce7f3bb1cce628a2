"""How gunicorn serves Motcua: threads for waiting, few processes, a log without personal data.

WEB_WORKERS and WEB_THREADS may be set; one worker process for each core is a good number.
"""

import os

wsgi_app = "web.wsgi:app"
worker_class = "gthread"
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
preload_app = False  # each process makes its own connections and its own sandbox
timeout = 60
graceful_timeout = 20
keepalive = 15
max_requests = 0
# A heartbeat on a disk can stall a worker; memory cannot.
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108 - no file of ours
accesslog = os.environ.get("MOTCUA_ACCESS_LOG") or None
# Time, method, path, status, bytes, microseconds: no address, no person, no query text.
access_log_format = "%(t)s %(m)s %(U)s %(s)s %(B)s %(D)s"
errorlog = "-"
loglevel = "warning"
