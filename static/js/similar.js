// While a question is typed in the form around <… data-similar="address">: puts what cannot wait and
// what is there already into the parts of the page. A part is replaced only when it has changed, so
// that a screen reader says it once. Without this the first send shows the same as a step.
for (const region of document.querySelectorAll("[data-similar]")) {
  const form = region.closest("form");
  const shown = {};
  let timer, latest = 0, asked = "";

  const ask = async () => {
    const typed = new URLSearchParams();
    for (const name of ["csrfmiddlewaretoken", "title", "body", "country"]) typed.set(name, form.elements[name]?.value ?? "");
    if (typed.toString() === asked || `${typed.get("title")}${typed.get("body")}`.trim().length < 8) return;
    asked = typed.toString();
    const turn = ++latest;
    const response = await fetch(region.dataset.similar, { method: "POST", body: typed }).catch(() => null);
    if (!response?.ok || turn !== latest) return; // away, or a later keystroke has asked already
    const answer = new DOMParser().parseFromString(await response.text(), "text/html");
    for (const part of answer.querySelectorAll("[data-part]")) {
      const name = part.dataset.part;
      if (part.innerHTML === (shown[name] ?? "")) continue;
      shown[name] = part.innerHTML;
      // Next to what is being typed: elsewhere nobody would see it on a phone.
      const writing = document.activeElement;
      if (name === "now" && writing?.matches("[name=title], [name=body]")) writing.closest(".field").after(region);
      form.querySelector(`[data-part="${name}"]`)?.replaceChildren(...part.childNodes);
    }
  };

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 700);
  });
  ask(); // a draft may hold words already
}
