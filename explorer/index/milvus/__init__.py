"""A second home of the vectors of paragraphs: a collection of Milvus, or of Milvus Lite.

The rest of a generation stays in its folder, and so do its vectors: they decide where Milvus has
told too little.
"""

from explorer.index.milvus.building import check, filling, holds
from explorer.index.milvus.home import MilvusHome

__all__ = ["MilvusHome", "check", "filling", "holds"]
