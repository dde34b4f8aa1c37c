// Takes the card to the payment service and never to the shop: the shop begins the payment, the service's own field and
// script end it. Pressed twice it begins once; the shop sees to that too.
const form = document.querySelector("#pay");
const place = document.querySelector("#card");
const said = document.querySelector("#said");
const button = form.querySelector("button");
const words = button.textContent;
const service = window.Stripe ? Stripe(form.dataset.key, { locale: form.dataset.language }) : null;
let card = null;

function look() {
  const style = getComputedStyle(document.body), root = getComputedStyle(document.documentElement);
  const quiet = root.getPropertyValue("--quiet").trim();
  return {
    base: { color: style.color, iconColor: style.color, fontSize: "17px", fontFamily: "system-ui, sans-serif", "::placeholder": { color: quiet } },
    invalid: { color: root.getPropertyValue("--oxblood").trim() },
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

async function begin() {
  const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { Accept: "application/json" } });
  return answer.json();
}

function given(told) {
  if (told.confirm) return told.card ? { payment_method: told.card } : undefined;
  const owner = form.dataset.name ? { name: form.dataset.name } : {};
  return { payment_method: { card, billing_details: owner } };
}

async function pay() {
  const told = await begin();
  if (told.to) return location.assign(told.to);
  if (told.problem) return say(told.problem);
  if (told.confirm === Boolean(card)) return location.reload(); // it waits for the bank, not for a card, or the other way
  const { error } = await service.confirmCardPayment(told.secret, given(told));
  const paid = error && error.payment_intent && error.payment_intent.status === "succeeded"; // in another tab
  if (error && !paid) return say(error.message || form.dataset.lost);
  return location.assign(form.dataset.done);
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (button.disabled) return;
  busy(true);
  say("");
  try {
    await pay();
  } catch {
    say(form.dataset.lost);
  }
  busy(false);
});

if (!service) {
  say(form.dataset.blocked);
} else {
  if (place) {
    card = service.elements({ locale: form.dataset.language }).create("card", { style: look() });
    card.mount("#card");
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => card.update({ style: look() }));
  }
  button.disabled = false;
}
