// Offers names of conditions while somebody types: <input list> filled from `data-complete`.
// Without it the form works as it is.
for (const input of document.querySelectorAll("input[data-complete]")) {
  const list = document.createElement("datalist");
  list.id = `${input.id}-names`;
  input.after(list);
  input.setAttribute("list", list.id);
  let latest = 0;

  input.addEventListener("input", async () => {
    const typed = input.value.trim();
    const turn = ++latest;
    if (typed.length < 2) return list.replaceChildren();
    const response = await fetch(`${input.dataset.complete}?q=${encodeURIComponent(typed)}`);
    if (!response.ok || turn !== latest) return; // a later keystroke has asked already
    const { names } = await response.json();
    list.replaceChildren(...names.map((name) => new Option(name, name)));
  });
}
