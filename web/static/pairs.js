// Pairs of one picture are settled with keys; without this file, with buttons.

const pairs = [...document.querySelectorAll("#pairs > li")];

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("input, textarea, select, dialog")) return;
  const at = pairs.findIndex((li) => li.contains(document.activeElement));
  if (event.key === "j" || event.key === "k") {
    const to = pairs[at < 0 ? 0 : at + (event.key === "j" ? 1 : -1)];
    to?.focus();
    to?.scrollIntoView({ block: "nearest" });
    event.preventDefault();
    return;
  }
  const button = (pairs[at] ?? pairs[0])?.querySelector(`button[data-key="${CSS.escape(event.key)}"]`);
  if (!button) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  button.form.requestSubmit(button);
}, true);
