// Narrows the list of names while somebody types. Without this script the form asks the server.

const field = document.querySelector("#find");
const list = document.querySelector(".names-list");

function folded(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

function narrow() {
  const wanted = folded(field.value.trim());
  let shown = 0;
  for (const line of lines) {
    line.element.hidden = !line.words.includes(wanted);
    if (!line.element.hidden) shown += 1;
  }
  for (const names of list.querySelectorAll("ul")) {
    names.hidden = !names.querySelector("li:not([hidden])");
  }
  for (const heading of list.querySelectorAll("h3, h4, h5, h6")) {
    heading.hidden = !listsUnder(heading).some((names) => !names.hidden);
  }
  said.textContent = shown ? "" : list.dataset.none;
}

// The lists up to the next heading of the same rank or a higher one.
function listsUnder(heading) {
  const found = [];
  for (let next = heading.nextElementSibling; next; next = next.nextElementSibling) {
    if (/^H\d$/.test(next.tagName) && next.tagName <= heading.tagName) break;
    if (next.tagName === "UL") found.push(next);
  }
  return found;
}

const lines = list
  ? [...list.querySelectorAll("li")].map((element) => ({ element, words: folded(element.textContent) }))
  : [];
const said = document.createElement("p");
said.setAttribute("role", "status");

// A list that the server has narrowed already does not hold the others.
if (field && list && !field.value) {
  list.before(said);
  field.addEventListener("input", narrow);
}
