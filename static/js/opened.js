// Tells the portal which place in a list of results was opened, and nothing else; nobody waits for it.
for (const list of document.querySelectorAll("[data-opened]")) {
  list.addEventListener("click", (event) => {
    const item = event.target.closest("a") && event.target.closest("li[data-place]");
    if (!item) return;
    const sent = new URLSearchParams({ q: list.dataset.query, place: item.dataset.place });
    navigator.sendBeacon(list.dataset.opened, sent);
  });
}
