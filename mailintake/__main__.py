"""``python -m mailintake`` is the same as the command ``mailintake``."""

import sys

from mailintake.cli import main

if __name__ == "__main__":
    sys.exit(main())
