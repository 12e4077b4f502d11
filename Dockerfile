# Two stages: the first installs with hashes, the second carries no tools to do so.
FROM python:3.11-slim-bookworm AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/venv
COPY requirements.txt .
RUN /opt/venv/bin/pip install --require-hashes --only-binary :all: -r requirements.txt

FROM python:3.11-slim-bookworm
ENV PATH=/opt/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    LISTEN_ON=0.0.0.0 PORT=8000 VAR_DIR=/srv/var STATIC_ROOT=/srv/static
# What pages are set with, and the letters that our own face does not have.
RUN apt-get update -qq \
    && apt-get install -qq --yes --no-install-recommends fonts-dejavu-core \
        libharfbuzz-subset0 libpango-1.0-0 libpangoft2-1.0-0 \
    && rm -rf /var/lib/apt/lists/*
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin value \
    && install --directory --owner value --group value /srv/var /srv/static
COPY --from=build /opt/venv /opt/venv
WORKDIR /srv/app
COPY . .
USER value
# The key is for this command only; a container that serves brings its own.
RUN SECRET_KEY=only-to-collect-static-files-while-the-image-is-being-built-0123456789 \
    python manage.py collectstatic --noinput --verbosity 0
EXPOSE 8000
CMD ["gunicorn", "--config", "python:pmo_value.gunicorn", "pmo_value.wsgi"]
