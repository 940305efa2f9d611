"""Builds two Dockerfiles for real and says what their images hold and do otherwise."""
