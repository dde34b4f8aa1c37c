// Lights a finding when its words are pointed at or focused, and its words when the finding is. The links work without it.
for (const [from, to, of] of [["[data-findings]", "[data-finding]", (e) => e.dataset.findings.split(" ")], ["[data-finding]", "[data-findings]", (e) => [e.dataset.finding]]]) {
  for (const each of document.querySelectorAll(from)) {
    const light = (on) => {
      const wanted = new Set(of(each));
      for (const other of document.querySelectorAll(to)) {
        const own = other.dataset.finding !== undefined ? [other.dataset.finding] : other.dataset.findings.split(" ");
        if (own.some((id) => wanted.has(id))) other.classList.toggle("lit", on);
      }
    };
    for (const type of ["mouseenter", "focusin"]) each.addEventListener(type, () => light(true));
    for (const type of ["mouseleave", "focusout"]) each.addEventListener(type, () => light(false));
  }
}
