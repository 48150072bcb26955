"""Reads another directory's feed over HTTP: politely, patiently, and on from where it stopped."""
