// Keeps what is typed as a draft on the server: <form data-draft="whose">, which says so in its
// [data-draft-state]. While the server cannot be reached there is a copy in this tab, and no longer.
// Without this a draft is kept on every preview and on every attempt that failed.
for (const form of document.querySelectorAll("form[data-draft]")) {
  const state = form.querySelector("[data-draft-state]");
  const copy = `draft ${form.dataset.draft} ${location.pathname}`;
  const page = Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16)).join("");
  const field = (name) => form.elements.namedItem(name);
  let timer, changed = false, saving = false, leaving = false;

  // Said only when it differs, so that a screen reader is not interrupted at every pause.
  const say = (text) => {
    if (state.textContent !== text) state.textContent = text;
  };
  const typed = () => [...new FormData(form)].filter(([, value]) => typeof value === "string");
  const body = () => new URLSearchParams([...typed(), ["autosave", "1"], ["page", page]]);
  const send = () => fetch(form.action, { method: "POST", body: body(), keepalive: true }).catch(() => null);

  const later = (seconds) => {
    clearTimeout(timer);
    timer = setTimeout(save, seconds * 1000);
  };

  // Signing in again in another tab changes the form's token: fetch a fresh one, once.
  const renewed = async () => {
    const fresh = await fetch(form.action).catch(() => null);
    if (fresh?.redirected) return { status: 401 };
    const token = fresh?.ok && new DOMParser().parseFromString(await fresh.text(), "text/html").querySelector("#writing [name=csrfmiddlewaretoken]");
    if (!token) return null;
    field("csrfmiddlewaretoken").value = token.value;
    return send();
  };

  async function save() {
    clearTimeout(timer);
    if (leaving || saving || !changed) return;
    saving = true;
    changed = false;
    let response = await send();
    if (response?.status === 403) response = await renewed();
    const answer = response?.ok && !response.redirected && (await response.json().catch(() => null));
    saving = false;
    if (answer) {
      if (answer.submission) field("submission").value = answer.submission;
      if (answer.submission) field("version").value = answer.version;
      const time = new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
      say(answer.submission ? `Draft kept ${time}.` : "");
      sessionStorage.removeItem(copy);
      if (changed) later(2);
      return;
    }
    changed = true;
    sessionStorage.setItem(copy, JSON.stringify(typed()));
    const why = response?.status === 401 ? "you are signed out" : response ? "something went wrong" : "no connection";
    say(`Not kept: ${why}. Your text is still on this page.`);
    later(15);
  }

  form.addEventListener("input", () => {
    changed = true;
    later(2);
  });
  form.addEventListener("change", () => {
    changed = true;
    save();
  });
  form.addEventListener("submit", (event) => {
    if (navigator.onLine) {
      leaving = true;
      return;
    }
    event.preventDefault();
    say("Not sent: no connection. Your text is still on this page.");
  });
  addEventListener("online", save);
  addEventListener("pageshow", () => {
    leaving = false;
  });
  addEventListener("pagehide", () => {
    if (changed && !leaving && navigator.sendBeacon(form.action, body())) changed = false;
  });

  // What this tab could not hand over before it was reloaded.
  const waiting = sessionStorage.getItem(copy);
  if (waiting) {
    const entries = JSON.parse(waiting).filter(([name]) => !["csrfmiddlewaretoken", "writer"].includes(name));
    for (const element of form.elements) {
      const values = entries.filter(([name]) => name === element.name).map(([, value]) => value);
      if (["checkbox", "radio"].includes(element.type)) element.checked = values.includes(element.value);
      else if (values.length && element.type !== "file") element.value = values[0];
    }
    changed = true;
    save();
  }
}
