// Shows and serves every <button data-print hidden>: printing needs a script, so the button does too.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
