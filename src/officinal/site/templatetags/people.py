# SPDX-License-Identifier: Apache-2.0
"""What templates about people ask for."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext as _

register = template.Library()

_BROWSERS = {"Edg": "Edge", "OPR": "Opera", "Firefox": "Firefox", "Chrome": "Chrome", "Safari": "Safari"}
_SYSTEMS = {
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Windows": "Windows",
    "Mac OS X": "macOS",
    "Linux": "Linux",
}
"""the first that is named is the one: others name those after it too"""


@register.filter
def browser(agent: str) -> str:
    """A browser by the name that people know, as its own description has it.

    >>> browser("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")
    'Firefox, Linux'
    """
    known = [next((name for sign, name in names.items() if sign in agent), "") for names in (_BROWSERS, _SYSTEMS)]
    return ", ".join(filter(None, known)) or _("another browser")
