"""`python -m api.export.arrow_process parquet id,lot_number`: JSON lines in, a file out.

A process of its own, because Rust keeps Python's lock while it works; it imports next to nothing.
"""

import sys

from api.export.arrow_files import write_json_lines


def main() -> None:
    kind, fields = sys.argv[1:]
    write_json_lines(
        "parquet" if kind == "parquet" else "arrow",
        fields.split(","),
        sys.stdin.buffer,
        sys.stdout.buffer,
    )
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
