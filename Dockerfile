# The service in a container: the program in /opt, its settings and its data mounted, nobody's rights, no secret in it.
ARG PYTHON=3.12-slim

FROM python:${PYTHON} AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
WORKDIR /src

# What changes seldom comes first, so that its layers are kept. Every package is checked against its hash.
COPY requirements/ requirements/
RUN python -m venv /opt/mailintake \
 && /opt/mailintake/bin/pip install --require-hashes -r requirements/run.lock
# Only here, for the build backend that stands in it.
RUN pip install --require-hashes -r requirements/demo.lock

COPY pyproject.toml README.md LICENSE ./
COPY mailintake/ mailintake/
COPY templates/ templates/
COPY config/ config/
RUN pip wheel --no-deps --no-build-isolation --wheel-dir /wheels . \
 && /opt/mailintake/bin/pip install --no-deps --no-index /wheels/*.whl


FROM python:${PYTHON}
LABEL org.opencontainers.image.title="mailintake" \
      org.opencontainers.image.description="E-mail intake for public consultations" \
      org.opencontainers.image.licenses="EUPL-1.2"

RUN groupadd --gid 10001 mailintake \
 && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /srv/mailintake --shell /usr/sbin/nologin mailintake \
 && mkdir -p /srv/mailintake/config /srv/mailintake/var \
 && chown 10001:10001 /srv/mailintake/var
COPY --from=build /opt/mailintake /opt/mailintake

ENV PATH=/opt/mailintake/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    MAILINTAKE_CONFIG=/srv/mailintake/config
WORKDIR /srv/mailintake
VOLUME ["/srv/mailintake/config", "/srv/mailintake/var"]
USER 10001:10001

# run ends at SIGTERM within five seconds, with nothing half done.
STOPSIGNAL SIGTERM
# Settings, database and last poll; no server is tried. Docker knows no other status than 0 and 1.
HEALTHCHECK --interval=60s --timeout=20s --start-period=60s --retries=3 \
    CMD mailintake check --quick || exit 1
ENTRYPOINT ["mailintake"]
CMD ["run"]
