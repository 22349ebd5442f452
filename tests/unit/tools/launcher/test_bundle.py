"""The bundle and a setup from it, with a package that is made here: no server is asked."""

import base64
import hashlib
import subprocess
import zipfile
from pathlib import Path

import pytest

from tools.launcher import bundle
from tools.launcher.bundle import Target
from tools.launcher.target_lock import machine, target_lock
from tools.setup import environment
from tools.setup.environment import Environment
from tools.setup.install import base_python

LOCK = """\
every==1.0 \\
    --hash=sha256:0
posix==1.0 ; sys_platform == 'darwin' or sys_platform == 'linux' \\
    --hash=sha256:0
    # via every
windows==1.0 ; platform_python_implementation == 'CPython' and sys_platform == 'win32' \\
    --hash=sha256:0
old==1.0 ; python_full_version < '3.12' \\
    --hash=sha256:0
new==1.0 ; python_full_version >= '3.12' \\
    --hash=sha256:0
"""
NAME = "hub_probe-1.0-py3-none-any.whl"


def make_wheel(folder: Path) -> str:
    """A package of one module; its hash."""
    info = "hub_probe-1.0.dist-info"
    files = {
        "hub_probe.py": "HERE = True\n",
        f"{info}/METADATA": "Metadata-Version: 2.1\nName: hub-probe\nVersion: 1.0\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(f"{name},{_digest(body)},{len(body)}\n" for name, body in files.items())
    files[f"{info}/RECORD"] = f"{record}{info}/RECORD,,\n"
    folder.mkdir()
    with zipfile.ZipFile(folder / NAME, "w") as wheel:
        for name, body in files.items():
            wheel.writestr(name, body)
    return hashlib.sha256((folder / NAME).read_bytes()).hexdigest()


def _digest(body: str) -> str:
    raw = hashlib.sha256(body.encode()).digest()
    return "sha256=" + base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with locks of one package, which a server elsewhere has: here, a folder."""
    sha256 = make_wheel(tmp_path / "server")
    root = tmp_path / "hub"
    root.mkdir()
    for lock in bundle.LOCKS:
        (root / lock).write_text(f"hub-probe==1.0 --hash=sha256:{sha256}\n")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path / "server"))
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    monkeypatch.setenv("HUB_LANGUAGE", "en")
    return root


def test_a_setup_from_the_bundle(clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert bundle.bundle([], clone) == 0
    assert [path.name for path in (clone / "wheels").iterdir()] == [NAME]
    monkeypatch.setenv("PIP_FIND_LINKS", "")
    made = Environment(clone)
    environment.prepare(made)
    assert made.is_ready()
    command = [str(made.python), "-c", "import hub_probe; print(hub_probe.HERE)"]
    assert subprocess.run(command, check=True, capture_output=True).stdout.split() == [b"True"]


def test_a_changed_file_gets_into_no_bundle(clone: Path) -> None:
    with zipfile.ZipFile(clone.parent / "server" / NAME, "a") as wheel:
        wheel.writestr("more.py", b"1")
    assert bundle.bundle([], clone) == 1
    assert not (clone / "wheels").exists()
    assert not (clone / "wheels.part").exists()


@pytest.mark.parametrize(
    ("words", "target"),
    [
        ([], Target((), "")),
        (["--platform", "win_amd64", "--python=3.12"], Target(("win_amd64",), "3.12")),
        (["--python", "2.7"], None),
        (["--platform"], None),
        (["win_amd64"], None),
        (["--platform", "win_amd64", "--platform", "manylinux_2_28_x86_64"], None),
    ],
)
def test_what_is_meant(words: list[str], target: Target | None) -> None:
    assert bundle.parse(words) == target


@pytest.mark.parametrize(
    ("platform", "python", "needed"),
    [
        ("win_amd64", "3.11", ["every", "windows", "old"]),
        ("win_amd64", "3.14", ["every", "windows", "new"]),
        ("macosx_14_0_arm64", "3.12", ["every", "posix", "new"]),
        ("manylinux_2_28_x86_64", "3.12", ["every", "posix", "new"]),
    ],
)
def test_a_lock_is_cut_to_what_the_target_needs(
    platform: str, python: str, needed: list[str]
) -> None:
    cut = target_lock(base_python(), LOCK, machine(platform, python))
    assert [line for line in cut.splitlines() if "==" in line] == [
        f"{name}==1.0 \\" for name in needed
    ]
    assert cut.count("--hash=sha256:0") == len(needed)


def test_a_bundle_for_windows_leaves_out_what_windows_does_not_need(clone: Path) -> None:
    lock = clone / "requirements.txt"
    text = lock.read_text().replace("==1.0", "==1.0 ; sys_platform == 'win32' \\\n   ")
    lock.write_text(text + "only-here==1.0 ; sys_platform == 'linux' \\\n    --hash=sha256:00\n")
    assert bundle.bundle(["--platform", "win_amd64", "--python", "3.12"], clone) == 0
    assert [path.name for path in (clone / "wheels").iterdir()] == [NAME]


def test_another_platform_is_asked_for_in_pips_words() -> None:
    assert Target(("win_amd64",), "3.12").options() == [
        "--platform", "win_amd64", "--python-version", "3.12", "--implementation", "cp",
    ]  # fmt: skip
