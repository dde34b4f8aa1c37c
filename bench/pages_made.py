# SPDX-License-Identifier: Apache-2.0

"""Made pages for the benchmark: one invented product as a text, and as saved shop pages of any size.

The same size and edition give the same page, byte for byte. A saved page of a real shop is mostly not product: scripts,
styles, menus, cards of other products and reviews grow with its size, as they do here; the product's own part stays.
Each edition has another name, brand, price, order of rows, amounts, directions, citations, prose and filling, so that
a reader which remembers what it has read gains nothing by it; what all labels share (the names of nutrients) stays.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

ROWS = (
    ("Vitamin A (as beta-carotene)", "900 mcg RAE", "100%"), ("Vitamin C (as ascorbic acid)", "180 mg", "200%"),
    ("Vitamin D3 (as cholecalciferol)", "25 mcg (1,000 IU)", "125%"), ("Vitamin E (as d-alpha tocopheryl succinate)", "20 mg", "133%"),
    ("Vitamin K2 (as menaquinone-7)", "60 mcg", "50%"), ("Thiamin (as thiamine mononitrate)", "2.4 mg", "200%"),
    ("Riboflavin", "2.6 mg", "200%"), ("Niacin (as niacinamide)", "20 mg NE", "125%"), ("Vitamin B6 (as pyridoxal 5-phosphate)", "3.4 mg", "200%"),
    ("Folate (as L-5-methyltetrahydrofolate)", "400 mcg DFE", "100%"), ("Vitamin B12 (as methylcobalamin)", "12 mcg", "500%"),
    ("Biotin", "60 mcg", "200%"), ("Pantothenic acid (as calcium d-pantothenate)", "10 mg", "200%"), ("Iodine (as potassium iodide)", "150 mcg", "100%"),
    ("Magnesium (as magnesium bisglycinate)", "100 mg", "24%"), ("Zinc (as zinc citrate)", "11 mg", "100%"),
    ("Selenium (as L-selenomethionine)", "55 mcg", "100%"), ("Copper (as copper bisglycinate)", "0.9 mg", "100%"),
    ("Manganese (as manganese citrate)", "2.3 mg", "100%"), ("Chromium (as chromium picolinate)", "35 mcg", "100%"),
    ("Ashwagandha root extract (Withania somnifera) (standardized to 5% withanolides)", "300 mg", "†"),
)  # fmt: skip
CLAIMS = (
    "Helps to maintain immune function and supports healthy energy levels",
    "A factor in the maintenance of good health, bones and teeth", "Helps the body to metabolize carbohydrates, fats and proteins",
    "Source of antioxidants that help protect cells against oxidative damage", "Supports normal muscle function in active adults",
    "Provides the minerals that most diets lack, in forms that are gentle on the stomach",
)  # fmt: skip
DIRECTIONS = "Adults: Take {n} capsules {often} daily with {meal}, a few hours before or after taking other medications or natural health products. Do not exceed the recommended dose."
RISK = (
    "Consult a health care practitioner prior to use if you are pregnant or breastfeeding, or if you are taking {medicine}.",
    "Do not use if you have an allergy to any of the ingredients.", "Some people may experience mild stomach upset; discontinue use if it persists.",
    "Keep out of reach of children. Do not use if the seal under the cap is broken or missing.",
)  # fmt: skip
INACTIVE = "hypromellose (capsule), microcrystalline cellulose, silicon dioxide, magnesium stearate (vegetable source), rice flour, sunflower lecithin, ascorbyl palmitate"
FREE = "Contains no gluten, wheat, dairy, soy, egg, nuts, artificial colours or preservatives."
STORAGE = "Store in a cool, dry place, away from direct sunlight."
DISCLAIMER = "These statements have not been evaluated by the Food and Drug Administration. This product is not intended to diagnose, treat, cure or prevent any disease."
CITATIONS = (
    "Aldren PK, Moss TR, Quill JA. Mineral status and fatigue in adults: a randomized, placebo-controlled trial. J Made Nutr. 2014;22(5):953-8.",
    "Verity H. Trace minerals and sleep in shift workers. Made Neurosci. 2002;5:375-89. doi:10.1234/made.2002.0375",
    "Osk N, Thane L, Brill Y, et al. Timing of mineral doses and plasma levels. Made Trace Elem Res. 2019;187(1):128-136.",
)  # fmt: skip
BRAND, LINE = "Harrow & Vale", "Daily Ground Multi"
PRICE = "34.95"

_FIRST = ("Harrow", "Maple", "Stone", "Cedar", "Fern", "Linden", "Amber", "Quill", "Marsh", "Birch", "Thorn", "Willow")
_LAST = ("Vale", "Root", "Field", "Mill", "Brook", "Acre", "Grove", "Lane", "Ridge", "Hollow", "Shore", "Weir")
_MEDICINES = ("blood thinners", "antidepressants", "diuretics", "insulin", "antibiotics", "immunosuppressants")
_MEALS = ("food", "a meal", "breakfast", "the largest meal", "water and food")
_OFTEN = ("once", "twice", "once or twice", "three times")

_PROSE = (
    "The {kind} in every bottle comes from growers we have known for {n} years, and each lot is tested before it leaves the mill.",
    "Most people notice little in the first week; by week {n} the routine has become as plain as breakfast.",
    "We chose the {kind} over the cheaper salt since it is better tolerated, though it takes up more room in the capsule.",
    "In a {n}-week trial of {m} adults, those given the {kind} reported better rest, while blood levels rose by {n}%.",
    "Nobody needs all of it every day, and a varied diet comes first; this fills the gaps that a long winter leaves.",
    "Our kitchen table became a bench of {n} scales, and the recipe went through {m} drafts before it tasted of nothing.",
)
_KINDS = (
    "magnesium bisglycinate",
    "zinc citrate",
    "methylated folate",
    "ashwagandha root",
    "beta-carotene",
    "selenium yeast",
)
_REVIEWS = (
    "I take {n} capsules with lunch and my energy has been steady since. Been using it for {m} days now.",
    "Arrived in {n} days, box a bit dented but the seal was intact. Will order again.",
    "Cured my leg cramps!! My doctor was surprised. {n} stars, worth the ${m}.",
    "Not for me: upset stomach on day {n}, returned it and support refunded the ${m} at once.",
    "Compared the label with my old brand: {m} mg against {n} mg of magnesium, and no stearate smell.",
    "My mother, {m}, swears by it. I am on bottle {n} and can't say that I feel much, to be honest.",
)
_PEOPLE = ("Maren", "Odile", "Tobias", "Priya", "Sanjay", "Lucie", "Wendell", "Ana", "Kofi", "Bram", "Ingrid", "Yusuf", "Celeste", "Dario", "Hana", "Piotr")  # fmt: skip
_NAV = ("Vitamins", "Minerals", "Herbs", "Sleep", "Energy", "Immune", "Digestion", "Joints", "Beauty", "Kids", "Sport", "Teas", "Omega", "Greens", "Probiotics", "Gifts")  # fmt: skip
_WORDS = ("state", "node", "item", "cart", "price", "total", "render", "value", "index", "config", "store", "theme", "option", "event", "handler", "module", "layout", "cache", "scope")  # fmt: skip


@dataclass(frozen=True)
class _Copy:
    """What an edition's own label says."""

    brand: str
    name: str
    price: str
    rows: tuple[tuple[str, str, str], ...]
    claims: tuple[str, ...]
    directions: str
    risk: tuple[str, ...]
    inactive: str
    citations: tuple[str, ...]


def _copy(edition: int) -> _Copy:
    if not edition:
        directions = DIRECTIONS.format(n=2, often="once", meal="food")
        risk = tuple(each.format(medicine="blood thinners") for each in RISK)
        return _Copy(BRAND, f"{BRAND} {LINE}", PRICE, ROWS, CLAIMS, directions, risk, INACTIVE, CITATIONS)
    random = Random(edition)
    brand = f"{random.choice(_FIRST)} & {random.choice(_LAST)}"
    name = f"{brand} {random.choice(_LAST)} {random.choice(_FIRST)} Multi {random.randint(2, 99)}"
    rows = [(words, _other(random, amount), _other(random, percent)) for words, amount, percent in ROWS]
    directions = DIRECTIONS.format(n=random.randint(1, 6), often=random.choice(_OFTEN), meal=random.choice(_MEALS))
    risk = [each.format(medicine=random.choice(_MEDICINES)) for each in RISK]
    listed = INACTIVE.split(", ")
    for each in (rows, risk, listed):
        random.shuffle(each)  # type: ignore[arg-type]
    claims = tuple(random.sample(CLAIMS, len(CLAIMS)))
    citations = tuple(_other(random, each) for each in CITATIONS)
    price = f"{random.randint(9, 89)}.{random.randint(10, 99)}"
    return _Copy(brand, name, price, tuple(rows), claims, directions, tuple(risk), ", ".join(listed), citations)


def _other(random: Random, text: str) -> str:
    """The text with another number of as many digits in the place of each; a year stays a year."""

    def number(match: re.Match[str]) -> str:
        digits = match[0]
        if len(digits) == 4 and digits.startswith("20"):
            return f"20{random.randint(0, 24):02}"
        return "".join(random.choice("123456789") for _ in digits)

    return re.sub(r"\d+", number, text)


def text_page(size: int = 10_000, edition: int = 0) -> str:
    """The product as a text copied off its page, about `size` characters long (never under 4,500)."""
    random = Random(size + edition)
    copy = _copy(edition)
    lines = [
        copy.name,
        "",
        "Two capsules, twenty-one nutrients",
        "",
        *(f"  • {c}" for c in copy.claims),
        "Gluten Free",
        "",
        f"${copy.price} or subscribe and save 15%",
        "",
        "In stock",
        "",
    ]
    tail = [
        "", "Supplement Facts", "Serving Size: 2 capsules", "Servings Per Container: 60", "Amount Per Serving\t% Daily Value",
        *("\t".join(row) for row in copy.rows), "† Daily Value not established.", "", f"Other Ingredients: {copy.inactive}.", "", FREE, "",
        "Directions", copy.directions, "", "Cautions", *copy.risk, "", STORAGE, "", DISCLAIMER, "",
    ]  # fmt: skip
    studies: list[str] = []
    length = sum(len(line) + 1 for line in lines + tail)
    while length < size - 300:
        paragraph = _prose(random, 3)
        studies += [f"What the {random.choice(_KINDS)} does", paragraph, "", random.choice(copy.citations), ""]
        length += sum(len(line) + 1 for line in studies[-5:])
    return "\n".join(lines + tail + ["References and reading", "", *studies]) if studies else "\n".join(lines + tail)


def html_page(size: int, edition: int = 0) -> str:
    """The product as a saved shop page of about `size` bytes (never under 26,000)."""
    random = Random(size + edition)
    copy = _copy(edition)
    product = _product(random, copy)
    name, brand = copy.name.replace("&", "&amp;"), copy.brand.replace("&", "&amp;")
    rest = max(size - len(product.encode()) - 1_400, 0)
    large = min(rest / 3_000_000, 1.0)
    shares = {
        "style": 0.16,
        "nav": 0.12 - 0.08 * large,
        "related": 0.14,
        "reviews": 0.18 + 0.05 * large,
        "footer": 0.06 - 0.05 * large,
    }
    parts = {name: _fill(random, make, int(rest * shares[name])) for name, make in _MAKERS.items()}
    script = int(rest - sum(len(part.encode()) for part in parts.values()))
    head_script, foot_script = _fill(random, _script, script // 3), _fill(random, _script, script - script // 3)
    return f"""<!doctype html>
<html lang="en" class="no-js"><head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>{name} &ndash; 120 Capsules | {brand}</title>
<meta name="description" content="Twenty-one nutrients in two small capsules."><meta property="og:site_name" content="{brand}">
<meta property="og:type" content="product"><meta property="og:title" content="{name}">
<style>{parts["style"]}</style>
<script>{head_script}</script>
<script type="application/ld+json">{_jsonld(copy)}</script>
</head><body class="template-product">
<header class="site-header"><a href="/">{brand}</a><nav class="site-nav" role="navigation"><ul>{parts["nav"]}</ul></nav></header>
<main id="MainContent" role="main">
{product}
<section class="related-products"><h2>You may also like</h2><ul class="grid">{parts["related"]}</ul></section>
<section id="reviews" class="product-reviews"><h2>Customer Reviews</h2>{parts["reviews"]}</section>
</main>
<footer class="site-footer"><ul>{parts["footer"]}</ul><p>&copy; {brand} Botanicals</p></footer>
<script>{foot_script}</script>
</body></html>
"""


def visible_share(html: str) -> float:
    """The share of a page's characters that a reader sees, tags, scripts and styles left out."""
    shown = re.sub(r"<(script|style)\b.*?</\1>|<[^>]*>", " ", html, flags=re.DOTALL | re.IGNORECASE)
    return len(" ".join(shown.split())) / max(len(html), 1)


def _prose(random: Random, sentences: int) -> str:
    return " ".join(
        random.choice(_PROSE).format(kind=random.choice(_KINDS), n=random.randint(2, 16), m=random.randint(20, 400))
        for _ in range(sentences)
    )


def _fill(random: Random, make: Callable[[Random, int], str], size: int) -> str:
    parts: list[str] = []
    length = 0
    while length < size:
        parts.append(make(random, len(parts)))
        length += len(parts[-1].encode())
    return "".join(parts)


def _product(random: Random, copy: _Copy) -> str:
    row = '<tr class="facts__row"><td class="facts__name">{}</td><td class="facts__amount">{}</td><td class="facts__dv">{}</td></tr>\n'
    return f"""<section class="product" id="MainProduct"><div class="product__media"><img src="/files/front.jpg" alt="Bottle, front" width="900" height="900" loading="lazy"></div>
<div class="product__info"><p class="product__vendor">{copy.brand.replace("&", "&amp;")}</p><h1 class="product__title">{copy.name.replace("&", "&amp;")}</h1>
<p class="product__subtitle">Two capsules, twenty-one nutrients</p>
<div class="price"><span class="price__label">Regular price</span> <span class="price__item">${copy.price}</span></div><p class="stock">In stock</p>
<ul class="product__points">{"".join(f"<li>{claim}</li>" for claim in copy.claims)}</ul>
<form action="/cart/add" method="post"><input type="hidden" name="id" value="4411"><button type="submit" class="button"><span>Add to cart</span></button></form></div>
<div class="product__description rte">{"".join(f"<p>{_prose(random, 4)}</p>" for _ in range(5))}</div>
<div class="accordion"><h2>Supplement Facts</h2><table class="facts"><tbody>
<tr><th colspan="3">Serving Size: 2 capsules</th></tr><tr><th colspan="3">Servings Per Container: 60</th></tr>
<tr><th></th><th>Amount Per Serving</th><th>% Daily Value</th></tr>
{"".join(row.format(*cells) for cells in copy.rows)}<tr><td colspan="3">† Daily Value not established.</td></tr></tbody></table>
<p><strong>Other Ingredients:</strong> {copy.inactive}.</p><p>{FREE}</p></div>
<div class="accordion"><h2>Directions</h2><p>{copy.directions}</p></div>
<div class="accordion"><h2>Cautions</h2><ul>{"".join(f"<li>{risk}</li>" for risk in copy.risk)}</ul><p>{STORAGE}</p></div>
<div class="accordion"><h2>References</h2><ol>{"".join(f"<li>{citation}</li>" for citation in copy.citations)}</ol></div>
<p class="disclaimer">{DISCLAIMER}</p></section>"""


def _jsonld(copy: _Copy) -> str:
    offer = {
        "@type": "Offer",
        "price": copy.price,
        "priceCurrency": "CAD",
        "availability": "https://schema.org/InStock",
        "url": "https://shop.example/p",
    }
    product = {
        "@context": "https://schema.org/",
        "@type": "Product",
        "name": copy.name,
        "sku": "HV-2101",
        "brand": {"@type": "Brand", "name": copy.brand},
        "offers": [offer],
    }
    return json.dumps(product)


def _style(random: Random, at: int) -> str:
    word = random.choice(_WORDS)
    return f".{word}-{at}__inner,.{word}-{at}:hover{{display:flex;margin:{random.randint(0, 40)}px auto;color:#{random.randrange(1 << 24):06x};transition:all .{random.randint(1, 9)}s ease}}\n"


def _script(random: Random, at: int) -> str:
    a, b, c = (random.choice(_WORDS) for _ in range(3))
    return f'function {a}{at}(e,t){{for(var n=0;n<t.length&&{b}[n]>{random.randint(1, 99)};n++)e["{c}"].push({{id:{random.randint(10**6, 10**7)},"{b}":"<div class=\\"{c}\\">"+t[n]+"</div>"}});return e}}\n'


def _nav(random: Random, at: int) -> str:
    word = random.choice(_NAV)
    return f'<li class="site-nav__item"><a href="/collections/{word.lower()}-{at}" class="site-nav__link"><span>{word} {random.choice(_NAV).lower()}</span></a></li>\n'


def _related(random: Random, at: int) -> str:
    kind = random.choice(_KINDS)
    return (
        f'<li class="grid__item"><div class="card-product"><a href="/products/{at}" class="card-product__link"><img src="/files/{at}.jpg?v={random.randint(10**8, 10**9)}&amp;width=533" alt="{kind}" loading="lazy" width="533" height="533">'
        f'<h3 class="card-product__title">{kind.title()} {random.choice((100, 200, 500))} mg</h3></a><span class="price-item">${random.randint(9, 80)}.{random.randint(10, 99)}</span>'
        '<button class="quick-add" type="button">Add to cart</button></div></li>\n'
    )


def _review(random: Random, at: int) -> str:
    body = " ".join(
        random.choice(_REVIEWS).format(n=random.randint(2, 9), m=random.randint(20, 90))
        for _ in range(random.randint(1, 4))
    )
    return (
        f'<article class="review" id="review-{at}"><div class="review__stars" aria-label="{random.randint(3, 5)} of 5"><span class="star"></span></div>'
        f'<p class="review__author"><strong>{random.choice(_PEOPLE)} {random.choice("ABCDEFGHKLMNPRSTW")}.</strong> <time>{random.randint(1, 28)} May</time></p><p class="review__body">{body}</p></article>\n'
    )


_MAKERS: dict[str, Callable[[Random, int], str]] = {
    "style": _style,
    "nav": _nav,
    "related": _related,
    "reviews": _review,
    "footer": _nav,
}
