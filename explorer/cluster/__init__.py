"""Reads and embeds a corpus on the nodes of a Ray cluster, ahead of a build.

Only the caches of the index folder are filled: the build that follows finds everything known, and
its index is by construction that of one machine. What the cluster did not do, the build does.
"""

from explorer.cluster.preparing import Prepared, prepare

__all__ = ["Prepared", "prepare"]
