"""Measurements that anyone can run again: ``make bench``. Each figure is a ratio to a bare Django view in the same run."""
