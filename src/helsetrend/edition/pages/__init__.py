"""What readers open of an edition: the page that an executed notebook becomes, and what is made of the page.

- `page`: the notebook as a page of HTML, by the templates in `templates/`; the only module that knows nbconvert
- `pdf`: the page as an accessible PDF, set by typst
- `drawings`: the charts of a page as SVG files of their own
- `downloads`: the files of an edition as the links that its page offers
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
