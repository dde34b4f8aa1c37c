# SPDX-License-Identifier: Apache-2.0
"""Bring the French catalogue of the site up to date: extract the messages, then compile them.

    python tools/messages.py             extract (needs GNU gettext), then compile
    python tools/messages.py --compile   only compile (needs nothing but polib)

Every string of the site's templates and pages and of the shop's models and admin stands in one catalogue,
src/officinal/site/locale/fr/LC_MESSAGES/django.po. A new string comes in untranslated, one that is gone goes out;
nothing is guessed from a similar one. What is compiled is kept beside it, so that the site runs without gettext.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

import polib

PACKAGE = Path(__file__).resolve().parent.parent / "src/officinal"
CATALOGUE = PACKAGE / "site/locale/fr/LC_MESSAGES/django.po"
HOLD_MESSAGES = ("shop", "site")
HEADER = {
    "Project-Id-Version": "officinal",
    "Language": "fr",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n > 1);",
}
"""no dates and no names: the file changes only when its messages do"""
NO_GETTEXT = (
    "xgettext is missing: messages are extracted with GNU gettext, which is not installed.\n"
    "Install it (apt install gettext, dnf install gettext, brew install gettext) and run this again,\n"
    "or compile what is there with: python tools/messages.py --compile"
)


def main(arguments: list[str]) -> int:
    """Extract and compile, or only compile."""
    if arguments not in ([], ["--compile"]):
        print(__doc__, file=sys.stderr)
        return 2
    if not arguments:
        if shutil.which("xgettext") is None or shutil.which("msgmerge") is None:
            print(NO_GETTEXT, file=sys.stderr)
            return 1
        extract()
    catalogue = polib.pofile(str(CATALOGUE))
    catalogue.save_as_mofile(str(CATALOGUE.with_suffix(".mo")))
    open_ = [entry.msgid for entry in catalogue if not entry.translated()]
    print(f"{len(catalogue)} messages, {len(open_)} without French: {CATALOGUE.relative_to(PACKAGE.parent.parent)}")
    for msgid in open_:
        print(f"  {msgid}")
    return 0


def extract() -> None:
    """Let Django find every message of the shop and the site, and give the file the header of the house."""
    with tempfile.TemporaryDirectory() as data:
        os.environ |= {"OFFICINAL_DATA": data, "DJANGO_SETTINGS_MODULE": "officinal.site.settings"}
        import django
        from django.core.management import call_command
        from django.core.management.commands.makemessages import Command

        class Extract(Command):
            """Django's own, guessing nothing."""

            msgmerge_options = [*Command.msgmerge_options, "--no-fuzzy-matching"]  # noqa: RUF012

        django.setup()
        before = Path.cwd()
        os.chdir(PACKAGE)
        others = [path.name for path in PACKAGE.iterdir() if path.is_dir() and path.name not in HOLD_MESSAGES]
        try:
            call_command(Extract(), locale=["fr"], no_location=True, no_wrap=True, no_obsolete=True, ignore_patterns=others, verbosity=0)  # fmt: skip
        finally:
            os.chdir(before)
    settle()


def settle() -> None:
    """Give the catalogue the header of the house, so that two runs on the same strings write the same file."""
    catalogue = polib.pofile(str(CATALOGUE), wrapwidth=0)
    catalogue.header, catalogue.metadata, catalogue.metadata_is_fuzzy = (
        "SPDX-License-Identifier: Apache-2.0",
        HEADER,
        [],
    )
    catalogue.save()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
