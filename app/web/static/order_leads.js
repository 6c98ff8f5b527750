// Lets the conveners be dragged, by mouse, finger or pen, and moved by the arrow keys. Without
// this script they are moved by buttons and numbers. Nothing is saved before the form is sent.

const list = document.querySelector("[data-movable]");
const said = document.querySelector("[data-said]");

function filled(words, values) {
  return words.replace(/\{(\w+)\}/g, (hole, name) => values[name] ?? hole);
}

function items() {
  return [...list.children];
}

// The numbers are what the form sends, so that they follow what is seen.
function number() {
  items().forEach((item, at) => {
    item.querySelector("[name=number]").value = at + 1;
  });
}

function tell(item) {
  const all = items();
  said.textContent = filled(list.dataset.moved, {
    name: item.dataset.name,
    place: all.indexOf(item) + 1,
    count: all.length,
  });
}

// The others step aside: what is dragged, or has the focus, stays where it is in the document,
// so that it loses neither.
function move(item, place) {
  while (items().indexOf(item) > place) list.insertBefore(item.previousElementSibling, item.nextElementSibling);
  while (items().indexOf(item) < place) list.insertBefore(item.nextElementSibling, item);
}

function dragged(item, handle, down) {
  const first = items().indexOf(item);
  handle.setPointerCapture(down.pointerId);
  item.classList.add("is-moving");

  function follow(event) {
    // The item goes before the first of the others whose middle is below the pointer.
    const others = items().filter((other) => other !== item);
    const next = others.findIndex((other) => {
      const box = other.getBoundingClientRect();
      return event.clientY < box.top + box.height / 2;
    });
    move(item, next < 0 ? others.length : next);
  }

  function end(event) {
    handle.removeEventListener("pointermove", follow);
    handle.removeEventListener("pointerup", end);
    handle.removeEventListener("pointercancel", end);
    handle.removeEventListener("keydown", escape);
    item.classList.remove("is-moving");
    if (event.type !== "pointerup") move(item, first);
    number();
    tell(item);
  }

  function escape(event) {
    if (event.key === "Escape") end(event);
  }

  handle.addEventListener("pointermove", follow);
  handle.addEventListener("pointerup", end);
  handle.addEventListener("pointercancel", end);
  handle.addEventListener("keydown", escape);
}

function stepped(item, event) {
  const steps = { ArrowUp: -1, ArrowDown: 1 };
  if (!(event.key in steps)) return;
  event.preventDefault();
  const place = items().indexOf(item) + steps[event.key];
  if (place < 0 || place >= items().length) return;
  move(item, place);
  number();
  tell(item);
}

function handleFor(item) {
  const handle = document.createElement("button");
  handle.type = "button";
  handle.className = "movable-handle";
  handle.setAttribute("aria-label", filled(list.dataset.handle, { name: item.dataset.name }));
  handle.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    event.preventDefault();
    handle.focus();
    dragged(item, handle, event);
  });
  handle.addEventListener("keydown", (event) => stepped(item, event));
  return handle;
}

// Whoever may not change the order has no numbers to send.
if (list?.querySelector("[name=number]")) {
  for (const item of items()) item.prepend(handleFor(item));
}
