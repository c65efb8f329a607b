// Shows articles to cite while words are typed into <input data-cite>. What is ticked stays.
// Without it a button finds them.
for (const input of document.querySelectorAll("input[data-cite]")) {
  const from = input.form.querySelector("[data-cite-from]");
  const list = from.querySelector("[data-cite-found]");
  let timer, latest = 0;

  const find = async () => {
    const turn = ++latest;
    const response = await fetch(`${from.dataset.citeFrom}?q=${encodeURIComponent(input.value.trim())}`).catch(() => null);
    if (!response?.ok || turn !== latest) return; // away, or a later keystroke has asked already
    const found = new DOMParser().parseFromString(await response.text(), "text/html").body;
    const chosen = [...list.querySelectorAll("label")].filter((label) => label.querySelector("input").checked);
    const values = chosen.map((label) => label.querySelector("input").value);
    for (const label of found.querySelectorAll("label")) if (values.includes(label.querySelector("input").value)) label.remove();
    list.replaceChildren(...chosen, ...found.childNodes);
  };

  input.addEventListener("input", () => {
    clearTimeout(timer);
    if (input.value.trim().length > 1) timer = setTimeout(find, 400);
  });
}
