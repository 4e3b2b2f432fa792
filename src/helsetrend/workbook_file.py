"""What xlsxwriter leaves out of the file of a workbook: its language."""

import shutil
import zipfile
from pathlib import Path

CORE = "docProps/core.xml"
END = b"</cp:coreProperties>"
DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
STAMP = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip file can tell; Excel gives it to every part of a workbook."""


def finish(draft: Path, path: Path, *, language: str) -> None:
    """Copy a workbook to its place, part by part, with its language (such as nb, en-GB) among its properties."""
    with zipfile.ZipFile(draft) as old, zipfile.ZipFile(path, "w") as new:
        for part in old.infolist():
            entry = zipfile.ZipInfo(part.filename, STAMP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            with old.open(part) as source, new.open(entry, "w", force_zip64=part.file_size > 2**31) as target:
                if part.filename == CORE:
                    told = f'<dc:language xmlns:dc="{DUBLIN_CORE}">{language}</dc:language>'.encode()
                    target.write(source.read().replace(END, told + END))
                else:
                    shutil.copyfileobj(source, target)
