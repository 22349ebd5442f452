"""`python -m tools.launcher.doctor [--json] [--demo]`: 0 all is well, 1 a problem was found."""

import sys

from tools.launcher.doctor.examination import main

if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
