"""Start Acetate as a module: `python -m app` is `acetate`."""

import sys

from app.cli import main

if __name__ == "__main__":
    sys.exit(main())
