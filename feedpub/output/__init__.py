"""Files are written whole or not at all, only if they change, and only over our own."""

from feedpub.output.alone import alone
from feedpub.output.documents import (
    MANIFEST_NAME,
    STAGING_NAME,
    OutputFolder,
    WriteReport,
    made_files,
    output_folder,
    write_documents,
)
from feedpub.output.file import write_file

__all__ = [
    "MANIFEST_NAME",
    "STAGING_NAME",
    "OutputFolder",
    "WriteReport",
    "alone",
    "made_files",
    "output_folder",
    "write_documents",
    "write_file",
]
