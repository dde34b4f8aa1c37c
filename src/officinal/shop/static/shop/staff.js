// The edit page of a product. An answer to a question that has changed meanwhile is dropped, so that no writing is lost;
// a link to a line of the label goes to that line. Everything works without it.
const label = document.getElementById("id_label_toml");
if (label) {
  const form = label.form;
  const asks = (name) => /^(label_toml|drawn_from|plain-.*|market|regime)$/.test(name);
  const stands = () => JSON.stringify([...new FormData(form)].filter(([name]) => asks(name)));
  let asked = "";
  document.body.addEventListener("htmx:beforeRequest", () => { asked = stands(); });
  document.body.addEventListener("htmx:beforeSwap", (event) => { if (asked !== stands()) event.detail.shouldSwap = false; });
  for (const failed of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
    document.body.addEventListener(failed, () => {
      const said = document.createElement("p");
      said.className = "problem";
      said.textContent = document.getElementById("findings").dataset.failed;
      document.getElementById("findings").replaceChildren(said);
    });
  }
  for (const name of ["market", "regime"]) {
    form.elements[name]?.addEventListener("change", () => document.getElementById("id_label_toml").dispatchEvent(new Event("ask")));
  }
}
document.body.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-line]");
  const text = document.getElementById("id_label_toml");
  if (!link || !text) return;
  event.preventDefault();
  const lines = text.value.split("\n");
  const line = Math.min(Number(link.dataset.line), lines.length) - 1;
  const start = lines.slice(0, line).join("\n").length + (line ? 1 : 0);
  text.focus();
  text.setSelectionRange(start, start + lines[line].length);
  text.scrollTop = (text.scrollHeight / lines.length) * Math.max(0, line - 5);
});
