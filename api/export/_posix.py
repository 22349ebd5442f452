"""Makes room for short requests, on Linux and macOS."""

import sys

if sys.platform != "win32":
    import os
    import threading

    NICER = 10
    # A process takes over the priority of the thread that starts it.
    PROCESS_FLAGS = 0

    def lower_thread_priority() -> None:
        """Of the calling thread; processes that it starts inherit it."""
        # Elsewhere the number of a thread may be the number of somebody's process.
        if sys.platform == "linux":
            thread = threading.get_native_id()
            os.setpriority(os.PRIO_PROCESS, thread, os.getpriority(os.PRIO_PROCESS, thread) + NICER)
