// Stands in for Stripe's own script in tests: a card field, and confirmCardPayment and confirmCardSetup against the shim.
(() => {
  const base = new URL(document.currentScript.src).origin;
  async function post(path, fields) {
    const answer = await fetch(base + path, { method: "POST", body: new URLSearchParams(fields) });
    return answer.json();
  }
  function field(card) {
    return {
      mount(place) {
        const box = document.querySelector(place), input = document.createElement("input");
        input.setAttribute("aria-label", "Card number");
        input.id = "test-card";
        box.append(input);
        card.input = input;
      },
      on() {},
      update() {},
      card,
    };
  }
  function ask() {
    return new Promise((done) => {
      const box = document.createElement("div");
      for (const [words, yes] of [["The bank agrees", true], ["The bank refuses", false]]) {
        const button = document.createElement("button");
        button.textContent = words;
        button.onclick = () => { box.remove(); done(yes); };
        box.append(button);
      }
      document.body.append(box);
    });
  }
  const given = (key, secret, card) => {
    const fields = { key, client_secret: secret };
    if (card) fields["payment_method_data[card][number]"] = card.input.value.replaceAll(" ", "");
    return fields;
  };
  window.Stripe = (key) => ({
    elements: () => ({ create: () => field({}) }),
    async confirmCardPayment(secret, data) {
      const id = secret.split("_secret_")[0];
      const card = data && data.payment_method && data.payment_method.card && data.payment_method.card.card;
      let told = await post(`/v1/payment_intents/${id}/confirm`, given(key, secret, card));
      if (told.status === "requires_action") {
        const success = await ask();
        told = await post(`/v1/payment_intents/${id}/_authenticate`, { key, client_secret: secret, success });
        if (told.last_payment_error) return { error: { ...told.last_payment_error, payment_intent: told } };
      }
      return told.error ? { error: told.error } : { paymentIntent: told };
    },
    async confirmCardSetup(secret, data) {
      const id = secret.split("_secret_")[0], card = data.payment_method.card.card;
      const fields = { key, client_secret: secret, "payment_method_data[type]": "card" };
      const number = card.input.value.replaceAll(" ", "");
      Object.entries({ number, exp_month: 12, exp_year: 2050, cvc: "123" })
        .forEach(([name, value]) => { fields[`payment_method_data[card][${name}]`] = value; });
      const told = await post(`/v1/setup_intents/${id}/confirm`, fields);
      return told.error ? { error: told.error } : { setupIntent: told };
    },
  });
})();
