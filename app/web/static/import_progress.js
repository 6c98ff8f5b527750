// While a list is worked on: ask for the page again and show how far it is, until it is done.
(() => {
  const PAUSE_MS = 1000;

  async function look() {
    let answer;
    try {
      answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    } catch {
      setTimeout(look, PAUSE_MS * 5);
      return;
    }
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const now = page.getElementById("progress");
    const shown = document.getElementById("progress");
    if (!answer.ok || !now || !shown) {
      location.reload();
      return;
    }
    shown.value = now.value;
    const words = document.getElementById("progress-words");
    const said = page.getElementById("progress-words").textContent;
    if (words.textContent !== said) words.textContent = said;
    setTimeout(look, PAUSE_MS);
  }

  setTimeout(look, PAUSE_MS);
})();
