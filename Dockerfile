# The site in one image: SQLite in the volume /data, or PostgreSQL by DATABASE_URL.
FROM python:3.12-slim AS build
WORKDIR /build
COPY pyproject.toml README.md LICENSE ./
COPY requirements/site.txt requirements/
COPY src src
RUN python -m venv /venv \
 && /venv/bin/pip install --no-cache-dir --require-hashes -r requirements/site.txt \
 && /venv/bin/pip install --no-cache-dir --no-deps --no-build-isolation .

FROM python:3.12-slim
RUN useradd --system --create-home officinal && install -d -o officinal /data
COPY --from=build /venv /venv
ENV OFFICINAL_DATA=/data PYTHONUNBUFFERED=1
USER officinal
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=3s CMD ["/venv/bin/python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/readyz', timeout=2)"]
CMD ["/venv/bin/officinal", "serve", "--host", "0.0.0.0", "--workers", "2"]
