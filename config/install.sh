#!/usr/bin/env bash
# Installs what Majlis needs, for the Makefile: `venv`, `python <requirements file>`, `node`, `bundles`, and `lock` for those who renew the locks.
# Certificates and package indexes that pip is configured for are used throughout.
set -euo pipefail
cd "$(dirname "$0")/.."
bin=.venv/bin

pip_setting() { # pip's own setting, from its environment variable or its configuration files
  local variable="PIP_${1^^}"
  variable="${variable//-/_}"
  if [ -n "${!variable:-}" ]; then printf '%s' "${!variable}"; else
    $bin/pip config get "global.$1" 2>/dev/null || $bin/pip config get "install.$1" 2>/dev/null || true
  fi
}

tell_uv_what_pip_knows() {
  local certificates index extra links
  certificates=$(pip_setting cert)
  index=$(pip_setting index-url)
  extra=$(pip_setting extra-index-url)
  links=$(pip_setting find-links)
  if [ -n "$certificates" ]; then export SSL_CERT_FILE="$certificates"; fi
  if [ -n "$index" ]; then export UV_DEFAULT_INDEX="$index"; fi
  if [ -n "$extra" ]; then export UV_INDEX="$extra" UV_INDEX_STRATEGY=unsafe-best-match; fi # as pip does; hashes decide
  if [ -n "$links" ]; then export UV_FIND_LINKS="${links// /,}"; fi
}

install_python() {
  tell_uv_what_pip_knows
  if [ -x $bin/uv ] && $bin/uv pip install --quiet --python $bin/python --require-hashes --requirement "$1"; then return; fi
  echo "uv could not install; pip does it, more slowly." >&2
  $bin/pip install --quiet --disable-pip-version-check --require-hashes --requirement "$1"
}

have_node() { # the machine's own Node.js, or one from the package index
  if ! command -v npm >/dev/null || ! node --eval 'process.exit(parseInt(process.versions.node) >= 18 ? 0 : 1)' 2>/dev/null; then
    install_python requirements/node.txt
    PATH="$PWD/$bin:$PATH"
  fi
}

case "$1" in
  venv)
    [ -x $bin/python ] || "$PYTHON" -m venv .venv
    $bin/pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements/uv.txt ||
      echo "uv could not be fetched; pip installs without it." >&2
    ;;
  python)
    install_python "$2"
    ;;
  node)
    have_node
    certificates=$(pip_setting cert)
    if [ -n "$certificates" ]; then export NODE_EXTRA_CA_CERTS="${NODE_EXTRA_CA_CERTS:-$certificates}"; fi
    npm ci --ignore-scripts --no-audit --no-fund --prefer-offline --loglevel=error
    ;;
  bundles)
    have_node
    node_modules/.bin/esbuild config/bundles/*.js --bundle --format=esm --minify --target=es2022 --legal-comments=eof \
      --outdir=node_modules/.bundles --log-level=warning
    ;;
  lock)
    tell_uv_what_pip_knows
    for name in base dev uv node; do
      $bin/uv pip compile --quiet --upgrade --generate-hashes --universal --python-version 3.11 --no-header --no-emit-index-url \
        --output-file "requirements/$name.txt" "requirements/$name.in"
    done
    npm install --package-lock-only --ignore-scripts --no-audit --no-fund --omit-lockfile-registry-resolved
    ;;
esac
