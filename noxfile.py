# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What `make` runs: one session for each kind of check.

Ansible finds a collection only in a folder `ansible_collections/<namespace>/<name>`. A clone may lie anywhere, so the
sessions work through a symbolic link of that shape; ansible-test refuses links, and gets a copy that it may write to.
"""

from __future__ import annotations

import shutil
import tempfile
import typing as t
from contextlib import contextmanager
from pathlib import Path

import nox

ROOT = Path(__file__).resolve().parent
CACHE = ROOT / ".cache"
HOME = CACHE / "home"
IN_COLLECTIONS = Path("ansible_collections", "huaweicloud", "autoscaling")
NOT_SOURCE = (".git", ".cache", ".nox", ".venv", ".ansible", ".*_cache", ".hypothesis", ".coverage*")
NOT_SOURCE += ("__pycache__", "*.pyc", "*.tar.gz", "output")
CORES = {
    "2.16": ("3.10", "3.12"),
    "2.17": ("3.10", "3.12"),
    "2.18": ("3.11", "3.13"),
    "2.19": ("3.11", "3.13"),
    "2.20": ("3.12", "3.14"),
    "2.21": ("3.12", "3.14"),
}

nox.needs_version = ">=2025.2.9"
nox.options.default_venv_backend = "virtualenv"
nox.options.reuse_venv = "yes"
nox.options.error_on_external_run = True


def install(session: nox.Session, *names: str, core: str = "ansible-core >= 2.16") -> None:
    """Install ansible-core, the newest that this Python takes, and the requirements in the files named."""
    files = [word for name in names for word in ("-r", str(ROOT / "tests" / f"{name}.txt"))]
    session.install(core, *files, env={"PIP_NO_COMPILE": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"})


def linked_collections() -> Path:
    """Return a folder of collections in which a link stands for this clone."""
    link = CACHE / "link" / IN_COLLECTIONS
    link.parent.mkdir(parents=True, exist_ok=True)
    if not link.is_symlink() or link.resolve() != ROOT:
        link.unlink(missing_ok=True)
        link.symlink_to(ROOT, target_is_directory=True)
    return CACHE / "link"


@contextmanager
def copied_collection(session: nox.Session) -> t.Iterator[Path]:
    """Change into a copy of the sources, under a folder of collections and outside of any repository."""
    with tempfile.TemporaryDirectory(prefix="autoscaling-") as collections:
        copy = Path(collections) / IN_COLLECTIONS
        shutil.copytree(ROOT, copy, symlinks=True, ignore=shutil.ignore_patterns(*NOT_SOURCE))
        with session.chdir(copy):
            yield Path(collections)


def ansible_test(session: nox.Session, *words: str) -> None:
    """Run ansible-test in the folder the session is in."""
    session.run("python", str(ROOT / "tests/tooling/run_ansible_test.py"), str(HOME), *words)


def this_python(session: nox.Session) -> tuple[str, str]:
    """Return the words that keep ansible-test to the session's Python."""
    program = "import sys; print('%d.%d' % sys.version_info[:2])"
    return "--python", str(session.run("python", "-c", program, silent=True)).strip()


def run_with_collection(session: nox.Session, *words: str) -> None:
    """Run a program that finds the collection as Python and as Ansible look for it."""
    collections = str(linked_collections())
    env = {"PYTHONPATH": collections, "ANSIBLE_COLLECTIONS_PATH": collections, "PYTHONDONTWRITEBYTECODE": "1"}
    session.run(*words, *session.posargs, env=env)


def run_pytest(session: nox.Session, folder: str) -> None:
    """Run the tests in a folder below tests/."""
    run_with_collection(session, "pytest", "-p", "no:cacheprovider", f"tests/{folder}")


@nox.session
def lint(session: nox.Session) -> None:
    """Check style, types, licences and changelog fragments."""
    install(session, "tooling/lint", "unit/requirements")
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")
    session.run("yamllint", "--strict", ".")
    session.run("antsibull-changelog", "lint")
    package = ".".join(IN_COLLECTIONS.parts)
    session.run("mypy", "-p", f"{package}.plugins", env={"MYPYPATH": str(linked_collections())})
    with copied_collection(session):
        session.run("reuse", "lint", "--lines")


@nox.session
def ansible_lint(session: nox.Session) -> None:
    """Hold the collection to the production profile of ansible-lint."""
    install(session, "tooling/ansible_lint")
    with copied_collection(session) as collections:
        session.run("ansible-lint", "--offline", "--strict", env={"ANSIBLE_COLLECTIONS_PATH": str(collections)})


@nox.session
def docs(session: nox.Session) -> None:
    """Check what users read: the documentation of the plugins and of the collection."""
    install(session, "tooling/docs")
    with copied_collection(session) as collections:
        env = {"ANSIBLE_COLLECTIONS_PATH": str(collections), "HOME": str(collections)}
        options = ("--plugin-docs", "--validate-collection-refs", "all")
        session.run("antsibull-docs", "lint-collection-docs", *options, ".", env=env)


@nox.session
def build(session: nox.Session) -> None:
    """Build the tarball, install it elsewhere and read the documentation of its plugins there."""
    install(session)
    with copied_collection(session) as collections:
        tarballs, installed = collections / "build", collections / "installed"
        session.run("ansible-galaxy", "collection", "build", "--output-path", str(tarballs))
        (tarball,) = tarballs.glob("*.tar.gz")
        session.run("ansible-galaxy", "collection", "install", "--offline", "-p", str(installed), str(tarball))
        env = {"ANSIBLE_COLLECTIONS_PATH": str(installed)}
        modules = sorted(path.stem for path in (installed / IN_COLLECTIONS / "plugins/modules").glob("*.py"))
        names = [f"huaweicloud.autoscaling.{name}" for name in modules]
        session.run("ansible-doc", "--type", "module", *names, silent=True, env=env)


def sanity_tests(session: nox.Session, *words: str) -> None:
    """Run the sanity tests, all of them, and make sure that they saw the modules."""
    with copied_collection(session):
        if list(Path("tests").glob("sanity/ignore*")):
            session.error("tests/sanity/ignore*: repair what a sanity test finds")
        ansible_test(session, "sanity", "--local", "--junit", *words)
        reports = list(Path("tests/output/junit").glob("*-validate-modules.xml"))
        if not reports or "<skipped>" in reports[0].read_text(encoding="utf-8"):
            session.error("ansible-test found no modules to test")


def integration_tests(session: nox.Session, *words: str) -> None:
    """Run the integration targets: real runs of ansible-playbook against the simulator over HTTP."""
    with copied_collection(session):
        ansible_test(session, "integration", "--local", *this_python(session), *words)


@nox.session
def sanity(session: nox.Session) -> None:
    """Run the sanity tests of ansible-test with this Python."""
    install(session, "tooling/sanity")
    sanity_tests(session, *this_python(session), *session.posargs)


@nox.session
def integration(session: nox.Session) -> None:
    """Run the integration tests with this Python."""
    install(session, "integration/requirements")
    integration_tests(session, *session.posargs)


@nox.session
def conformance(session: nox.Session) -> None:
    """Let the official SDK call the simulator."""
    install(session, "tooling/pytest", "conformance/requirements")
    run_pytest(session, "conformance")


@nox.session
def units(session: nox.Session) -> None:
    """Run the unit tests."""
    install(session, "tooling/pytest", "unit/requirements")
    run_pytest(session, "unit")


@nox.session(default=False)
@nox.parametrize("python,core", [(python, core) for core, pythons in CORES.items() for python in pythons])
def matrix(session: nox.Session, core: str) -> None:
    """Run units, integration and sanity with one ansible-core; modules are imported by every Python found."""
    install(session, "tooling/pytest", "tooling/sanity", "unit/requirements", core=f"ansible-core ~= {core}.0")
    run_pytest(session, "unit")
    integration_tests(session)
    sanity_tests(session)


@nox.session(default=False)
def demo(session: nox.Session) -> None:
    """Call instances back, by playbook and ad hoc, against the simulator."""
    install(session, "integration/requirements")
    run_with_collection(session, "python", "tests/demo/run.py")


@nox.session(default=False)
def bench(session: nox.Session) -> None:
    """Measure how long a callback takes."""
    install(session, "benchmark/requirements")
    run_with_collection(session, "python", "tests/benchmark/run.py", *session.posargs)


@nox.session(default=False)
def simulator(session: nox.Session) -> None:
    """Serve the simulator until it is interrupted."""
    install(session, "integration/requirements")
    run_with_collection(session, "python", "-m", ".".join([*IN_COLLECTIONS.parts, "tests.simulator"]))
