"""Start Acetate as a module: `python -m app` is `acetate`."""

import sys

if __name__ == "__main__":
    try:
        from app.cli import main

        sys.exit(main())
    except KeyboardInterrupt:  # before there is a command that could end by it
        sys.exit(130)
