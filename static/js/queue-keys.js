// Single keys in the moderators' queue, only while the focus is on one of its items and not in a field.
const queue = document.querySelector("[data-queue]");
const help = document.querySelector("[data-queue-keys]");
if (queue && help) {
  help.hidden = false;
  const step = { j: 1, k: -1 };
  queue.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input:not([type=checkbox]), select, textarea")) return;
    const items = [...queue.children];
    const item = event.target.closest("[data-queue] > li");
    const title = item?.querySelector("h2 a");
    if (event.key in step) items[items.indexOf(item) + step[event.key]]?.querySelector("h2 a").focus();
    else if (event.key === "o") title?.click();
    else if (event.key === "x") item?.querySelector("input[type=checkbox]")?.click();
    else return;
    event.preventDefault();
  });
}
