@echo off
rem Double-click to start the hub. Finds Python, also in folders with spaces or Korean letters.
setlocal
chcp 65001 >nul
cd /d "%~dp0"
set "PYTHON="
where py >nul 2>nul
if not errorlevel 1 (
    for %%V in (3.13 3.12 3.14 3.11) do (
        if not defined PYTHON (
            py -%%V -c "" >nul 2>nul
            if not errorlevel 1 set "PYTHON=py -%%V"
        )
    )
)
if not defined PYTHON (
    python -c "import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))" >nul 2>nul
    if not errorlevel 1 set "PYTHON=python"
)
if not defined PYTHON (
    echo [hub] Python 3.11-3.14 (64-bit^) is needed. Install Python 3.13 from https://www.python.org/downloads/
    echo [hub] with "Add python.exe to PATH" ticked, then double-click run.bat again.
    echo [hub] 64비트 Python 3.11~3.14가 필요합니다. 위 주소에서 Python 3.13을 설치한 뒤 다시 실행하십시오.
    pause
    exit /b 1
)
%PYTHON% manager.py %*
set "CODE=%ERRORLEVEL%"
if not "%CODE%"=="0" if not "%CODE%"=="130" pause
exit /b %CODE%
