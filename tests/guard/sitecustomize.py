"""Loaded by every Python that a test starts, since this folder stands in its PYTHONPATH."""

import sys

import this_machine_only

if not this_machine_only.is_pip(sys.orig_argv):
    this_machine_only.install()
