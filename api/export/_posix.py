"""Makes room for short requests, on Linux and macOS."""

import sys

if sys.platform != "win32":
    import os
    import threading

    NICER = 10
    PROCESS_FLAGS = 0

    def lower_process_priority() -> None:
        os.nice(NICER)

    def lower_thread_priority() -> None:
        # Elsewhere the number of a thread may be the number of somebody's process.
        if sys.platform == "linux":
            thread = threading.get_native_id()
            os.setpriority(os.PRIO_PROCESS, thread, os.getpriority(os.PRIO_PROCESS, thread) + NICER)
