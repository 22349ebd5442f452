"""Windows' allocator keeps freed blocks by itself."""

import sys

if sys.platform == "win32":

    def keep_freed_memory() -> bool:
        return False
