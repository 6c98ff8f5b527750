// Puts a button beside a field whose text is there to be copied. Without this script the field
// can be marked and copied by hand.

for (const field of document.querySelectorAll("input[data-copy]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-outline-secondary";
  button.textContent = field.dataset.copy;
  const said = document.createElement("span");
  said.className = "visually-hidden";
  said.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    field.select();
    await navigator.clipboard.writeText(field.value);
    button.textContent = field.dataset.copied;
    said.textContent = field.dataset.copied;
  });
  if (navigator.clipboard) field.after(button, said);
}
