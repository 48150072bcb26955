# The service in an image. It starts as a user of its own and writes nothing but its two volumes,
# so it runs with --read-only --tmpfs /tmp. tools/image.sh builds and tries it; docs/deploy.md tells.
ARG BASE=python:3.11-slim

# --- what is needed to install: left behind with this stage -----------------------------------------
FROM ${BASE} AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_COMPILE=1
RUN python3 -m venv /opt/pip && python3 -m venv --without-pip /opt/connectbot
WORKDIR /src
# The lock first: it changes less often than we do, and is the long part.
COPY requirements/runtime.txt requirements/
RUN /opt/pip/bin/pip --python /opt/connectbot/bin/python install -q \
    --require-hashes --requirement requirements/runtime.txt
COPY pyproject.toml README.md LICENSE ./
COPY src src
COPY flows flows
COPY directory directory
RUN /opt/pip/bin/pip --python /opt/connectbot/bin/python install -q \
    --no-deps --no-index --no-build-isolation .
# Nothing can be written beside the code later, so what Python would write there is written now.
RUN /opt/connectbot/bin/python -m compileall -q --invalidation-mode unchecked-hash /opt/connectbot/lib

# --- what runs -------------------------------------------------------------------------------------
FROM ${BASE}
RUN groupadd --gid 10001 connectbot \
    && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /nonexistent \
    --shell /usr/sbin/nologin connectbot \
    && install -d -o 10001 -g 10001 -m 0700 /data /keys
COPY --from=build /opt/connectbot /opt/connectbot
ENV PATH=/opt/connectbot/bin:/usr/local/bin:/usr/bin:/bin \
    PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 \
    CONNECTBOT_DATA=/data CONNECTBOT_KEYRING=/keys \
    CONNECTBOT_HOST=0.0.0.0 CONNECTBOT_PORT=8080 CONNECTBOT_LOG_FORMAT=json
# Keys never lie beside what they open: two volumes, to be kept and backed up apart.
VOLUME ["/data"]
VOLUME ["/keys"]
# A community of your own (flows/, directory/, connectbot.toml) is mounted here; without one it is the starter.
WORKDIR /community
USER 10001:10001
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
    CMD ["python3", "-c", "import os, urllib.request as u; u.urlopen('http://127.0.0.1:' + os.environ['CONNECTBOT_PORT'] + '/healthz', timeout=4)"]
CMD ["connectbot", "serve"]
