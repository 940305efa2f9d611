#!/bin/sh
exec /app/guestbook -check
