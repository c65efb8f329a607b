// Shows and serves every <button data-print hidden>: printing needs a script, so the button does too.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// Paper cannot be unfolded. The style sheet opens what is folded where a browser knows how; this is
// for the others, and it closes afterwards what it has opened.
let opened = [];
addEventListener("beforeprint", () => {
  opened = [...opened, ...document.querySelectorAll("main details:not([open])")];
  for (const details of opened) details.open = true;
});
addEventListener("afterprint", () => {
  for (const details of opened) details.open = false;
  opened = [];
});
