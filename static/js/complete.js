// Offers names of conditions while somebody types: a combobox with a list, as WAI-ARIA describes it.
// Without it the form works as it is.
for (const input of document.querySelectorAll("input[data-complete]")) {
  const list = document.createElement("ul");
  list.id = `${input.id}-names`;
  list.className = "search-box__names";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Conditions");
  list.hidden = true;
  const said = document.createElement("span");
  said.className = "visually-hidden";
  said.setAttribute("role", "status");
  input.after(list, said);
  for (const [name, value] of Object.entries({
    role: "combobox",
    autocomplete: "off",
    "aria-autocomplete": "list",
    "aria-controls": list.id,
    "aria-expanded": "false",
  })) input.setAttribute(name, value);
  let latest = 0;
  let chosen = -1;

  const show = (names) => {
    chosen = -1;
    list.replaceChildren(
      ...names.map((name, place) => {
        const option = document.createElement("li");
        option.id = `${list.id}-${place}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.textContent = name;
        return option;
      }),
    );
    list.hidden = !names.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    input.removeAttribute("aria-activedescendant");
    said.textContent = names.length ? `${names.length} ${names.length === 1 ? "name" : "names"}` : "";
  };
  const close = () => {
    latest++;
    show([]);
  };
  const choose = (place) => {
    list.children[chosen]?.setAttribute("aria-selected", "false");
    chosen = (place + list.children.length + 1) % (list.children.length + 1);
    const option = list.children[chosen]; // none: back in the input
    if (!option) {
      chosen = -1;
      return input.removeAttribute("aria-activedescendant");
    }
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", option.id);
  };
  const take = (option) => {
    input.value = option.textContent;
    close();
    input.form.requestSubmit();
  };

  input.addEventListener("input", async () => {
    const typed = input.value.trim();
    const turn = ++latest;
    if (typed.length < 2 || typed.length > 60) return show([]);
    const response = await fetch(`${input.dataset.complete}?q=${encodeURIComponent(typed)}`);
    if (!response.ok || turn !== latest) return; // a later keystroke has asked already
    const { names } = await response.json();
    if (turn === latest && document.activeElement === input) show(names);
  });
  input.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    if (event.key === "ArrowDown") choose(chosen + 1);
    else if (event.key === "ArrowUp") choose(chosen < 0 ? list.children.length - 1 : chosen - 1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && chosen >= 0) take(list.children[chosen]);
    else return;
    event.preventDefault();
  });
  list.addEventListener("pointerdown", (event) => {
    event.preventDefault(); // keeps the focus in the input
    const option = event.target.closest("[role=option]");
    if (option) take(option);
  });
  input.addEventListener("blur", close);
}
