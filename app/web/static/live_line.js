// Keeps the strip with the line as it will print up to date while the form is filled in.
// Without this script the strip shows what the server knew when it made the page.

const PAUSE_MS = 250;

const form = document.querySelector("form[data-line]");
const strip = document.querySelector("#line");

let waiting = 0;
let asked = 0;

async function show() {
  const turn = ++asked;
  const answer = await fetch(form.dataset.line, { method: "POST", body: new FormData(form) });
  // A slower, older answer must not overwrite a newer one.
  if (!answer.ok || turn !== asked) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  strip.replaceChildren(...page.body.childNodes);
}

function soon() {
  clearTimeout(waiting);
  waiting = setTimeout(() => show().catch(() => {}), PAUSE_MS);
}

if (form && strip) {
  form.addEventListener("input", soon);
  if (form.elements.organization.value) soon();
}
