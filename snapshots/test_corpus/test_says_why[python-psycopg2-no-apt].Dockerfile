requirements.txt:3:1: left alone: no slimmer base is safe: python:3.11-slim lacks libpq5, which psycopg2==2.9.9 needs, and the file installs no packages [no-safe-base]
