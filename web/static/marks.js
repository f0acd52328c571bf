// Keys that mark photos: a pick, stars, a colour label. The pages have the same
// as buttons.
"use strict";

// A key of the row of digits, with Shift where the digit stands alone on it:
// so Shift 3 is three stars on one keyboard and what types " on another.
// On the page of a photo, where digits mean nothing else, they do it too.
function markOf(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return;
  if (event.key === "p") return { pick: true };
  if (event.key === "/") return; // on some keyboards it is Shift 7
  const row = /^Digit(\d)$/.exec(event.code)?.[1];
  const typed = /^\d$/.test(event.key);
  const n = typed ? find("#marking") && Number(event.key) : row && Number(row);
  if (n === undefined || n === null) return;
  return n <= 5 ? { stars: n } : { label: ["Red", "Yellow", "Green", "Blue"][n - 6] };
}

const tileOf = (id) => find(`.tile > input[value="${CSS.escape(id)}"]`)?.parentElement;

// On the page of a photo the button is pressed, and its answer put in its place.
const marking = () => find("#marking");

document.addEventListener("submit", async (event) => {
  if (event.target !== marking() || !event.target.reportValidity()) return;
  event.preventDefault();
  const response = await fetch(event.target.action, { method: "POST", body: new URLSearchParams(new FormData(event.target, event.submitter)) });
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const answer = find("#marking", page);
  if (!answer) {
    tell(find("main p", page)?.textContent ?? "That did not work.");
    return;
  }
  const { name, value } = event.submitter;
  marking().replaceWith(document.adoptNode(answer));
  (find(`[name="${name}"][value="${CSS.escape(value)}"]`, marking()) ?? find(`[name="${name}"]`, marking()))?.focus();
});

function press(mark) {
  const [name, value] = Object.entries(mark)[0];
  const button = find(name === "pick" ? "[name=pick]" : name === "stars" ? `[name=stars][value="${value}"]`
    : `[data-key="${6 + ["Red", "Yellow", "Green", "Blue"].indexOf(value)}"]`, marking());
  button?.click();
  return Boolean(button);
}

// On the contact sheet they are for the photos selected, else for the one with
// the focus.
async function markTiles(mark) {
  const form = find("#chosen");
  const focused = find("input", document.activeElement?.closest?.(".tile") ?? document.createElement("p"));
  let body = new URLSearchParams(new FormData(form));
  if (!body.has("id") && !body.has("all")) {
    if (!focused) return tell("Go to a photo, or select some.");
    body = new URLSearchParams({ id: focused.value });
  }
  const ids = body.getAll("id");
  for (const [name, value] of Object.entries(mark)) {
    body.set(name, name !== "pick" ? value : ids.length && ids.every((id) => find(".marks b", tileOf(id) ?? form) && tileOf(id)) ? "0" : "1");
  }
  const response = await fetch("/api/v1/marks", { method: "POST", body });
  const answer = await response.json();
  if (response.status === 400 && /name/.test(answer.detail)) { // the page asks for it
    if (!ids.length || !new FormData(form).has("id")) focused.checked = true;
    form.action = "/selection/mark";
    form.submit();
    return;
  }
  if (!response.ok) return tell(answer.detail);
  answer.marks.forEach(showMarks);
  const said = mark.pick ? (body.get("pick") === "1" ? "Picked" : "Pick taken off") : mark.label ?? (mark.stars ? "★".repeat(mark.stars) : "No stars");
  tell(answer.marks.length > 1 ? `${said}: ${answer.changed} photos` : said);
}

function showMarks({ id, picked, stars, label }) {
  const tile = tileOf(id);
  if (!tile) return;
  find(".marks", tile)?.remove();
  if (!picked && !stars && !label) return;
  const line = document.createElement("p");
  line.className = "marks";
  const add = (name, text, set = {}) => line.append(Object.assign(document.createElement(name), { textContent: text }, set));
  if (picked) add("b", "✓ Pick", { title: "Picked by " + picked });
  if (stars) add("span", "★".repeat(stars), { role: "img", ariaLabel: stars + " of 5 stars" });
  if (label) add("span", label, { className: "label " + (/^(red|yellow|green|blue|purple)$/i.test(label) ? label.toLowerCase() : "") });
  (find(".badges", tile) ?? find(".credit", tile) ?? find("a", tile)).after(line);
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || help.open || event.target.closest?.("textarea, select, input:not([type=checkbox])")) return;
  const mark = markOf(event);
  if (!mark) return;
  if (marking() ? press(mark) : find("#chosen")) {
    event.preventDefault();
    if (!marking()) markTiles(mark);
  }
});
