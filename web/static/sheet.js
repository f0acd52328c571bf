// The contact sheet as a desk: photos are selected with mouse and keys, and
// pages follow one another as one scrolls. cutline.js loads this file when it is
// first needed; without it boxes are ticked one by one, and pages are turned.

const chosenKey = "cutline.chosen";

// Most tiles that one page holds; from there on, pages are turned.
const maxTiles = 500;

// Selecting. What is selected outlives this page in the tab, so that it is
// there again after a look at a photo, and is forgotten with the search.

const form = () => find("#chosen");
const boxes = () => all(".tile > input");
const boxOf = (element) => element?.closest?.(".tile")?.querySelector("input");

let chosen = new Set(); // IDs, in the order they were selected
let query;
let base; // what was selected before the range that is being drawn
let anchor; // the box the range begins at
let everything;

function begin() {
  if (!form()) return;
  everything = find("[name=all]", form());
  query = form().elements.q.value;
  let saved;
  try {
    saved = JSON.parse(sessionStorage.getItem(chosenKey));
  } catch {
    // What another version wrote is of no use.
  }
  const mine = saved?.query === query;
  chosen = new Set(mine ? saved.ids : []);
  if (everything && mine && saved.all) everything.checked = true;
  for (const box of boxes()) if (box.checked) chosen.add(box.value);
  from(null);
  mark();
}

function from(box) {
  anchor = box;
  base = new Set(chosen);
}

// mark puts what is selected on the page, and keeps it.
function mark() {
  const list = boxes();
  const here = list.filter((box) => box.checked = chosen.has(box.value)).length;
  const away = chosen.size - here;
  const says = everything?.checked ? "All are selected" : `${chosen.size} selected${away ? `, ${away} of them not on this page` : ""}`;
  const output = find("#selected");
  if (output.value !== says) output.value = says;
  const some = chosen.size > 0 || Boolean(everything?.checked);
  form().classList.toggle("some", some);
  if (some) sessionStorage.setItem(chosenKey, JSON.stringify({ query, ids: [...chosen], all: everything?.checked }));
  else sessionStorage.removeItem(chosenKey);
}

function set(box, on) {
  if (everything) everything.checked = false;
  if (on) chosen.add(box.value); else chosen.delete(box.value);
  from(box);
  mark();
}

// range selects from the anchor to a box, and lets go what it selected before.
function range(to) {
  const list = boxes();
  if (!list.includes(anchor)) from(to);
  const [a, b] = [list.indexOf(anchor), list.indexOf(to)].sort((x, y) => x - y);
  chosen = new Set(base);
  for (const box of list.slice(a, b + 1)) chosen.add(box.value);
  if (everything) everything.checked = false;
  mark();
}

function clear() {
  chosen.clear();
  if (everything) everything.checked = false;
  from(null);
  mark();
}

document.addEventListener("change", (event) => {
  if (event.target === everything) mark();
  else if (event.target.matches(".tile > input")) set(event.target, event.target.checked);
});

document.addEventListener("click", (event) => {
  const tile = event.target.closest?.(".tile > a:not(.stack), .tile > input");
  if (!tile || !(event.shiftKey || event.ctrlKey || event.metaKey)) return;
  const box = boxOf(tile);
  if (event.shiftKey) {
    event.preventDefault();
    // A box has its old state back only after this event.
    setTimeout(() => range(box));
    tile.focus();
  } else if (tile !== box) {
    event.preventDefault();
    set(box, !box.checked);
  }
}, true);

document.addEventListener("reset", (event) => {
  if (event.target === form()) setTimeout(clear);
});

// The photos that are not on this page are sent, too, before those that are:
// they were selected on the pages before.
document.addEventListener("formdata", (event) => {
  if (event.target !== form()) return;
  event.formData.delete("id");
  if (everything?.checked) return;
  const here = boxes().map((box) => box.value);
  for (const id of chosen) if (!here.includes(id)) event.formData.append("id", id);
  for (const id of here) if (chosen.has(id)) event.formData.append("id", id);
});

document.addEventListener("submit", async (event) => {
  const button = event.submitter;
  if (event.target !== form() || !button?.hasAttribute("data-copies")) return;
  event.preventDefault();
  const response = await fetch(button.formAction, {
    method: "POST", body: new URLSearchParams(new FormData(form())), headers: { Accept: "text/plain" },
  });
  const text = await response.text();
  if (!response.ok) {
    tell(find("main p", new DOMParser().parseFromString(text, "text/html")).textContent);
    return;
  }
  try {
    await navigator.clipboard.writeText(text);
    const lines = text.split("\n").length;
    tell("Copied: " + (lines === 1 ? text : lines + " lines"));
  } catch { // the page that has the text to be copied by hand
    button.removeAttribute("data-copies");
    form().requestSubmit(button);
  }
});

// key does what a key is for on the sheet, and says whether it is for anything.
export function key(event) {
  if (!form() || event.altKey || help.open || event.target.closest?.("textarea, select, input:not([type=checkbox])")) return false;
  const box = boxOf(document.activeElement);
  const some = form().classList.contains("some");
  switch (event.key) {
    case "a":
      for (const each of boxes()) chosen.add(each.value);
      mark();
      return true;
    case "x":
      if (!box || event.ctrlKey || event.metaKey) return false;
      set(box, !box.checked);
      return true;
    case "Escape":
      if (some) clear();
      return some;
  }
  if (event.ctrlKey || event.metaKey) return false;
  if (event.shiftKey && event.key.startsWith("Arrow") && box) {
    if (anchor !== box && !chosen.has(box.value)) from(box);
    if (!anchor) from(box);
    move(event.key);
    range(boxOf(document.activeElement));
    return true;
  }
  const button = some && find(`.actions [data-key="${CSS.escape(event.key)}"]`);
  button?.click?.();
  return Boolean(button);
}

document.addEventListener("keydown", (event) => {
  if (!key(event)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}, true);

// Pages. The next one is put under this one before its end comes into view.

const nextLink = () => find(".more > .next");
let loading;

const ends = new IntersectionObserver((seen) => {
  if (seen.some((entry) => entry.isIntersecting)) extend();
}, { rootMargin: "0px 0px 1600px" });

// watch looks out for the end of the page. Observing again has it looked at
// anew where it is still in view.
function watch() {
  ends.disconnect();
  const next = nextLink();
  if (next && tiles().length < maxTiles) ends.observe(next);
}

// extend puts the next page under this one and says whether it did.
async function extend() {
  const next = nextLink();
  if (!next || loading) return loading;
  loading = (async () => {
    try {
      const response = await fetch(next.href, { cache: "no-store", headers: { Accept: "text/html", "Cutline-More": "1" } });
      if (!response.ok) return false;
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      if (!next.isConnected) return false; // another search is shown
      const have = new Set(boxes().map((box) => box.value));
      const sheet = find(".sheet");
      for (const tile of all(".sheet > .tile", page)) {
        if (!have.has(find("input", tile).value)) sheet.append(document.adoptNode(tile));
      }
      const further = find(".more > .next", page);
      if (further) next.href = further.href; else next.parentElement.remove();
      keepPlace({ pages: (place.pages ?? 1) + 1 });
      mark();
      return true;
    } catch {
      return false; // the link is still there
    }
  })();
  const done = await loading;
  loading = undefined;
  if (done) watch();
  return done;
}

// restore puts so many pages back under one another, and the photo in its place
// that stood on top. Photos that came meanwhile stand above it.
async function restore(pages, top, off) {
  for (let n = 1; n < pages || !tileOf(top) && n < pages + 2; n++) {
    if (tiles().length >= maxTiles || !await extend()) break;
  }
  const tile = tileOf(top);
  if (tile) scrollBy({ top: tile.getBoundingClientRect().top - off, behavior: "instant" });
}

const tileOf = (id) => boxes().find((box) => box.value === id)?.parentElement;

async function start() {
  begin();
  const { pages = 1, top, off } = place;
  if (pages > 1) {
    place = { ...place, pages: 1 };
    await restore(pages, top, off);
  }
  watch();
}

addEventListener("pageshow", (event) => { if (event.persisted) begin(); });
document.addEventListener("results", start);
start();

import("./marks.js"); // picks, stars and labels
