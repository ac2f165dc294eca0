"""Every error that the package raises on purpose; each message says what to do next.

ExplorerError               anything the user can mend: one line, no traceback needed
 ├─ CorpusError             the folder of texts cannot be used (missing, empty, bad side table)
 ├─ ModelError              the embedding model cannot be found, read or loaded
 ├─ ClusterError            a cluster cannot be used, or was lost
 ├─ IndexFolderError        there is no usable index in the folder
 │   ├─ IndexMissing        nothing was built there yet
 │   ├─ IndexDamaged        a file is missing, truncated or does not match its hash
 │   ├─ IndexVersionError   built by another format version
 │   ├─ DiskFull            its disk has no room for what is to be written
 │   └─ IndexLocked         another build is running in this folder
 ├─ VectorServerError       the vectors in Milvus cannot be filled, or are not those of the index
 ├─ LabelsError             the file of readers' judgements cannot be read or written
 └─ QueryError              the question cannot be answered as asked
     ├─ DraftUnreadable     the file of a draft cannot be read, or holds several texts
     ├─ NoPairs             the index was built without what tables of the corpus count
     ├─ UnknownParagraph    no such paragraph in this generation of the index
     ├─ UnknownSpeech       no such speech in this generation of the index
     └─ UnknownPlace        no such city in this index
"""


class ExplorerError(Exception):
    """Root of the tree; its text is one line meant for the user."""


class CorpusError(ExplorerError):
    """The folder of texts cannot be used."""


class ModelError(ExplorerError):
    """The embedding model cannot be found, read or loaded."""


class ClusterError(ExplorerError):
    """A cluster cannot be used, or was lost."""


class IndexFolderError(ExplorerError):
    """There is no usable index in the folder."""


class IndexMissing(IndexFolderError):
    """Nothing was built in the folder yet."""


class IndexDamaged(IndexFolderError):
    """A file of the index is missing, truncated or does not match its hash."""


class IndexVersionError(IndexFolderError):
    """The index was built by another format version."""


class DiskFull(IndexFolderError):
    """The disk of the index has no room for what is to be written."""


class IndexLocked(IndexFolderError):
    """Another build is running in the folder."""


class VectorServerError(ExplorerError):
    """The vectors in Milvus cannot be asked or filled, or are not those of the index."""


class LabelsError(ExplorerError):
    """The file of readers' judgements cannot be read or written."""


class QueryError(ExplorerError):
    """The question cannot be answered as asked."""


class DraftUnreadable(QueryError):
    """The file of a draft cannot be read, or holds several texts.

    Args:
        name: of the file, as the reader gave it.
        reason: what is wrong with it and what to do, to stand after the name.
    """

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name} {reason}.")
        self.name, self.reason = name, reason


class NoPairs(QueryError):
    """The index was built without its pairs, which tables of the whole corpus count."""


class UnknownParagraph(QueryError):
    """No such paragraph in this generation of the index."""


class UnknownSpeech(QueryError):
    """No such speech in this generation of the index."""


class UnknownPlace(QueryError):
    """No such city in this index."""
