# SPDX-License-Identifier: Apache-2.0
"""Which encoding a page is in, by its byte order mark, its declaration, or the pattern of its NULs."""

from __future__ import annotations

import re

from officinal.reading.sources.opened import Opened

# UTF-32 first: its little-endian mark starts with that of UTF-16.
_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
# The labels of https://encoding.spec.whatwg.org/#names-and-labels that pages use, and Python's codec of each.
_CODECS = {
    label: codec
    for codec, labels in {
        # a page that says so in ASCII-compatible bytes is not in UTF-16
        "utf-8": "utf-8 utf8 unicode-1-1-utf-8 x-unicode20utf8 utf-16 utf-16le utf-16be unicode",
        "cp1252": (
            "windows-1252 cp1252 x-cp1252 iso-8859-1 iso8859-1 iso_8859-1 iso88591 latin1 latin-1 l1 "
            "ascii us-ascii ansi_x3.4-1968 x-user-defined"
        ),
        "cp1250": "windows-1250 cp1250 x-cp1250",
        "cp1251": "windows-1251 cp1251 x-cp1251",
        "cp1253": "windows-1253 cp1253 x-cp1253",
        "cp1254": "windows-1254 cp1254 x-cp1254 iso-8859-9 iso8859-9 latin5",
        "cp1255": "windows-1255 cp1255 x-cp1255",
        "cp1256": "windows-1256 cp1256 x-cp1256",
        "cp1257": "windows-1257 cp1257 x-cp1257",
        "cp1258": "windows-1258 cp1258 x-cp1258",
        "cp866": "ibm866 866 cp866",
        "cp874": "windows-874 iso-8859-11 iso8859-11 tis-620 dos-874",
        "iso8859-2": "iso-8859-2 iso8859-2 latin2 l2",
        "iso8859-3": "iso-8859-3 iso8859-3 latin3",
        "iso8859-4": "iso-8859-4 iso8859-4 latin4",
        "iso8859-5": "iso-8859-5 iso8859-5 cyrillic",
        "iso8859-6": "iso-8859-6 iso8859-6 arabic",
        "iso8859-7": "iso-8859-7 iso8859-7 greek",
        "iso8859-8": "iso-8859-8 iso8859-8 iso-8859-8-i hebrew logical",
        "iso8859-10": "iso-8859-10 iso8859-10 latin6",
        "iso8859-13": "iso-8859-13 iso8859-13",
        "iso8859-14": "iso-8859-14 iso8859-14",
        "iso8859-15": "iso-8859-15 iso8859-15 iso_8859-15 latin9 latin-9 l9",
        "iso8859-16": "iso-8859-16",
        "koi8-r": "koi8-r koi8 koi",
        "koi8-u": "koi8-u koi8-ru",
        "mac-roman": "macintosh mac x-mac-roman",
        "gb18030": "gb18030 gbk gb2312 x-gbk gb_2312-80 chinese",
        "big5hkscs": "big5 big5-hkscs cn-big5 x-x-big5",
        "euc-jp": "euc-jp x-euc-jp",
        "iso2022-jp": "iso-2022-jp",
        "cp932": "shift_jis shift-jis sjis x-sjis windows-31j ms932",
        "cp949": "euc-kr ks_c_5601-1987 ksc5601 korean windows-949",
    }.items()
    for label in labels.split()
}
_DECLARED_WITHIN = 2048
_IN_CONTENT_TYPE = re.compile(r"charset\s*+=\s*+[\"']?([^\s\"';,]++)", re.IGNORECASE)
_IN_META = re.compile(rb"<meta\b[^>]*?\bcharset\s*+=\s*+[\"']?\s*+([A-Za-z0-9_.:-]++)", re.IGNORECASE)
_IN_XML = re.compile(rb"\s*+<\?xml\b[^>]*?\bencoding\s*+=\s*+[\"']([A-Za-z0-9_.:-]++)", re.IGNORECASE)


def marked(data: bytes) -> tuple[str, int] | None:
    """The codec that a byte order mark names, and the mark's length."""
    return next(((codec, len(mark)) for mark, codec in _MARKS if data.startswith(mark)), None)


def unmarked_utf16(data: bytes) -> str | None:
    """The codec of UTF-16 without a mark: nearly every second byte of its markup is NUL, and no other is."""
    start = data[:_DECLARED_WITHIN]
    even, odd, pairs = start[::2].count(0), start[1::2].count(0), len(start) // 2
    if pairs > 1 and odd * 10 >= pairs * 4 and even * 20 <= pairs:
        return "utf-16-le"
    if pairs > 1 and even * 10 >= pairs * 4 and odd * 20 <= pairs:
        return "utf-16-be"
    return None


def declared(opened: Opened) -> str | None:
    """The codec that the web's content type declares, or else the page's own first lines; None for one unknown."""
    label = _IN_CONTENT_TYPE.search(opened.content_type or "")
    if label and (codec := _CODECS.get(label[1].lower())):
        return codec
    start = opened.data[:_DECLARED_WITHIN]
    own = _IN_META.search(start) or _IN_XML.match(start)
    return _CODECS.get(own[1].decode("ascii").lower()) if own else None
