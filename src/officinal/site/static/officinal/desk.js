// Lights what belongs together: the words of the source, the findings on them, the fields of the record made of them.
// Everything leads to its counterpart by ordinary links; this only shows them at a glance, and keeps the source in step.
const linked = (start) => start instanceof Element ? start.closest("[data-links]") : null;
const source = document.querySelector("#source .text");

function light(from) {
  for (const each of document.querySelectorAll(".lit")) each.classList.remove("lit");
  if (!from) return;
  const wanted = new Set(from.dataset.links.split(" "));
  let first = null;
  for (const each of document.querySelectorAll("[data-links]")) {
    if (!each.dataset.links.split(" ").some((mark) => wanted.has(mark))) continue;
    each.classList.add("lit");
    if (!first && source && source.contains(each)) first = each;
  }
  if (first && !source.contains(from)) bringIntoView(first);
}

function bringIntoView(piece) {
  const box = source.getBoundingClientRect(), place = piece.getBoundingClientRect();
  if (place.top < box.top || place.bottom > box.bottom) source.scrollTop += place.top - box.top - box.height / 3;
}

function showTab() {
  const target = location.hash && document.getElementById(location.hash.slice(1));
  const open = target && target.closest(".answer > section");
  for (const tab of document.querySelectorAll(".tabs a")) {
    if (tab.hash === `#${open ? open.id : "found"}`) tab.setAttribute("aria-current", "true");
    else tab.removeAttribute("aria-current");
  }
}

document.addEventListener("mouseover", (event) => light(linked(event.target)));
document.addEventListener("focusin", (event) => light(linked(event.target)));
addEventListener("hashchange", showTab);
showTab();
