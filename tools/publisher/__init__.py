"""Turns the ERP's files into sealed partitions: fingerprint, snapshot, stage, build, publish."""
