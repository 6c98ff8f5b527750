// Settles possible duplicates by single keys, and puts the focus on the question to go on with.
// Without this script every decision is a button, and the address leads to the next question.

const OFF = "undersigned.single-keys-off";
const BUTTONS = { s: "same", d: "different", a: "ask", l: "later" };

const cards = [...document.querySelectorAll(".settle-card")];
const keys = document.querySelector("#keys");
const isOn = document.querySelector("#keys-on");

// Storage may be closed to us; the keys are then on until the page is left.
function remembered() {
  try {
    return localStorage.getItem(OFF) === null;
  } catch {
    return true;
  }
}

function remember(on) {
  try {
    if (on) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, "1");
  } catch {
    // Nothing to do: the choice holds for this page.
  }
}

function here() {
  return document.activeElement?.closest(".settle-card") ?? cards[0];
}

function isTyping(element) {
  return element.matches("textarea, select, input:not([type=radio], [type=checkbox])");
}

function go(step) {
  const inside = document.activeElement?.closest(".settle-card");
  const at = inside ? cards.indexOf(inside) + step : 0;
  const card = cards[Math.min(Math.max(at, 0), cards.length - 1)];
  card?.focus();
  card?.scrollIntoView({ block: "start" });
}

function press(event) {
  if (!isOn.checked || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
  if (isTyping(event.target)) return;
  const key = event.key.toLowerCase();
  if (key in BUTTONS) here()?.querySelector(`button[value=${BUTTONS[key]}]`)?.click();
  else if (key === "x") here()?.querySelector("input[name=card]")?.click();
  else if (key === "j") go(1);
  else if (key === "k") go(-1);
  else if (key === "u") document.querySelector("#undo-last")?.click();
  else return;
  event.preventDefault();
}

if (keys && isOn) {
  keys.hidden = false;
  isOn.checked = remembered();
  isOn.addEventListener("change", () => remember(isOn.checked));
  document.addEventListener("keydown", press);
}

const next = location.hash.startsWith("#card-") || location.hash === "#queue"
  ? document.querySelector(location.hash)
  : null;
next?.focus();
