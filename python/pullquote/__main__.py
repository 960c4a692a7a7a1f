"""The command `pullquote` as `python -m pullquote`."""

import sys

from ._native import main

if __name__ == "__main__":
    sys.exit(main())
