// Takes a new card to the payment service and never to the shop: the service's own field and script keep it, and the
// form that is sent afterwards says only that it is done.
const form = document.querySelector("#save");
const said = document.querySelector("#said");
const button = form.querySelector("button");
const words = button.textContent;
const service = window.Stripe ? Stripe(form.dataset.key, { locale: form.dataset.language }) : null;
let card = null;

function look() {
  const style = getComputedStyle(document.body), root = getComputedStyle(document.documentElement);
  const colour = (name) => root.getPropertyValue(name).trim();
  return {
    base: { color: style.color, iconColor: style.color, fontSize: "17px", fontFamily: "system-ui, sans-serif", "::placeholder": { color: colour("--quiet") } },
    invalid: { color: colour("--oxblood") },
  };
}

function say(problem) {
  said.textContent = problem;
  said.hidden = !problem;
}

function busy(is) {
  button.disabled = is;
  button.textContent = is ? form.dataset.busy : words;
}

async function save() {
  const owner = form.dataset.name ? { name: form.dataset.name } : {};
  const { error } = await service.confirmCardSetup(form.dataset.secret, { payment_method: { card, billing_details: owner } });
  const done = error && error.setup_intent && error.setup_intent.status === "succeeded"; // pressed in another tab
  if (!error || done) return form.submit();
  busy(false);
  return say(error.message || form.dataset.lost);
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (button.disabled) return;
  busy(true);
  say("");
  try {
    await save();
  } catch {
    busy(false);
    say(form.dataset.lost);
  }
});

form.hidden = false;
if (!service) {
  say(form.dataset.blocked);
  button.disabled = true;
} else {
  card = service.elements({ locale: form.dataset.language }).create("card", { style: look() });
  card.mount("#card");
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => card.update({ style: look() }));
}
