# Untried: no Docker engine was at hand. The way in is the same as everywhere: make setup.
FROM python:3.11-slim-bookworm

RUN apt-get update && apt-get install -y --no-install-recommends make && rm -rf /var/lib/apt/lists/*

WORKDIR /app
COPY . .
RUN make setup && useradd --create-home orakarg && install -d -o orakarg -m 700 /data

USER orakarg
ENV ORAKARG_DATA=/data PATH=/app/.venv/bin:$PATH PYTHONUNBUFFERED=1
VOLUME /data
EXPOSE 8000
CMD ["orakarg", "serve", "--host", "0.0.0.0"]
