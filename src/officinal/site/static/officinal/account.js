// Passwords can be shown; passkeys are offered where the browser has them, and say in words when they did not work.
const hasPasskeys = "PublicKeyCredential" in window && !/^[\d.]+$|^\[/.test(location.hostname);
const problem = document.getElementById("passkey-problem");
const say = (words) => { problem.textContent = words; problem.hidden = false; };
for (const each of document.querySelectorAll("[data-passkey]")) each.hidden = !hasPasskeys;
if (problem && !hasPasskeys && "needed" in problem.dataset) say(problem.dataset.blocked);
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  if (problem) say(problem.dataset.refused);
});
for (const button of document.querySelectorAll("[data-show]")) {
  const field = document.getElementById(button.dataset.show);
  const show = button.textContent;
  button.hidden = false;
  button.setAttribute("aria-controls", field.id);
  button.addEventListener("click", () => {
    const hidden = field.type === "password";
    field.type = hidden ? "text" : "password";
    button.textContent = hidden ? button.dataset.hide : show;
  });
}
