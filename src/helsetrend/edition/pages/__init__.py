"""What readers open of an edition: the page that an executed notebook becomes, and what is made of the page.

- `page`: the notebook as a page of HTML, by the templates in `templates/`; the only module that knows nbconvert
- `pdf`: the page as an accessible PDF, set by typst
- `drawings`, `pictures`: the charts of a page, and as files of their own
- `downloads`: the files of an edition as the links that its page offers
- `page_files`: all files that are made of a notebook
- `inspection`: what is wrong with them

The names are imported when they are first used: the command itself need not import what makes pages (see
warm_process.py).
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
