// A "Quote" link quotes only the words that are selected in what it belongs to.
// Without it, or without a selection, it quotes the beginning.
for (const link of document.querySelectorAll("a[data-quote]")) {
  link.addEventListener("click", () => {
    const selection = getSelection();
    const text = link.closest("li[id], article").querySelector(".prose");
    const url = new URL(link.href);
    url.searchParams.delete("words");
    if (!selection.isCollapsed && text.contains(selection.anchorNode) && text.contains(selection.focusNode)) {
      url.searchParams.set("words", selection.toString().replace(/\s+/g, " ").trim().slice(0, 500));
    }
    link.href = url.href;
  });
}
