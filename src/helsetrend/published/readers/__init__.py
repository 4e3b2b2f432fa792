"""Table files as programs save them, read as rows of text under known columns, with every fault of the file.

- `body`: the rows of a table, without notes below it or a second table
- `cells`: a cell, the sheet it is in, and the error for a file that cannot be read
- `excel`: workbooks of Excel (.xlsx)
- `header`: the search for the header, and its faults
- `number_format`: a number or date as a spreadsheet shows it
- `opendocument`: workbooks of LibreOffice (.ods)
- `parquet`: Parquet files
- `table`: any of these files as a table of text
- `text`: text files (.csv, .tsv, .txt) in any usual encoding
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
