"""Makes room for short requests, on Windows."""

import sys

if sys.platform == "win32":
    import ctypes
    import subprocess

    THREAD_PRIORITY_BELOW_NORMAL = -1
    PROCESS_FLAGS = subprocess.CREATE_NO_WINDOW

    def lower_process_priority() -> None:
        kernel = ctypes.windll.kernel32
        kernel.GetCurrentProcess.restype = ctypes.c_void_p
        kernel.SetPriorityClass.argtypes = [ctypes.c_void_p, ctypes.c_ulong]
        kernel.SetPriorityClass(kernel.GetCurrentProcess(), subprocess.BELOW_NORMAL_PRIORITY_CLASS)

    def lower_thread_priority() -> None:
        kernel = ctypes.windll.kernel32
        kernel.GetCurrentThread.restype = ctypes.c_void_p
        kernel.SetThreadPriority.argtypes = [ctypes.c_void_p, ctypes.c_int]
        kernel.SetThreadPriority(kernel.GetCurrentThread(), THREAD_PRIORITY_BELOW_NORMAL)
