"""Start Acetate from a checkout: `python main.py` is `acetate`."""

import sys

from app.cli import main

if __name__ == "__main__":
    sys.exit(main())
