#!/usr/bin/env bash
# Starts the embedded site, for `make run`: prepares the state under var/, then runs web and worker until Ctrl-C.
set -euo pipefail
cd "$(dirname "$0")/.."
export MAJLIS_PORT="${MAJLIS_PORT:-8000}"
export MAJLIS_SITE_URL="${MAJLIS_SITE_URL:-http://127.0.0.1:$MAJLIS_PORT}"
export MAJLIS_COLLECTED_STATIC=1
demo=--demo
if [ "${DEMO:-1}" = 0 ]; then demo=--no-demo; fi
.venv/bin/python manage.py prepare "$demo"
exec .venv/bin/honcho --procfile config/Procfile start
