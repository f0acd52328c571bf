// Cutline's pages work without this file. It adds keys, copying, and results
// while typing.
"use strict";

const find = (selector, inside = document) => inside.querySelector(selector);
const all = (selector, inside = document) => [...inside.querySelectorAll(selector)];
const box = find("#q");
const say = find("#say");

// Messages.

let silence;
function tell(text) {
  clearTimeout(silence);
  say.textContent = text;
  silence = setTimeout(() => { say.textContent = ""; }, 2500);
}

// The title of the window: what is new in saved searches and in this one, which
// alerts.js and live.js know, and the page.

const news = { saved: "", here: "" };
let pageTitle = document.title;

function entitle(change) {
  Object.assign(news, change);
  const text = news.saved + news.here + pageTitle;
  if (document.title !== text) document.title = text;
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    tell("Copied: " + text);
  } catch {
    tell("This browser does not let pages copy. The line: " + text);
  }
}

// Results without a new page: the page of the new address is fetched and its
// results put in the place of the old ones. The address is the whole state.

let fetching;
let waiting;

const here = () => location.pathname + location.search;
let shown = here();

function searchAddress() {
  const values = new URLSearchParams(new FormData(box.form));
  if (!values.get("q")) values.delete("q");
  const query = values.toString();
  return query ? "/search?" + query : "/";
}

// show puts the results of an address on the page, as they are left in state,
// and answers the page they are from, or nothing where something newer came
// between.
async function show(address, state = {}, typing = false) {
  clearTimeout(waiting);
  fetching?.abort();
  const mine = fetching = new AbortController();
  let page;
  try {
    const response = await fetch(address, { signal: mine.signal, headers: { Accept: "text/html", ...(typing && { "Cutline-Typing": "1" }) } });
    // A query is often unreadable while it is being typed: the last results
    // stay until the mistake does.
    if (response.status === 400 && typing) {
      await new Promise((done) => setTimeout(done, 700));
    }
    page = new DOMParser().parseFromString(await response.text(), "text/html");
  } catch (err) {
    if (err.name !== "AbortError") tell("Cutline does not answer. Is cutline serve still running?");
    return;
  }
  if (mine.signal.aborted) return;
  const results = find("#results", page);
  if (!results) {
    location.assign(address);
    return;
  }
  const focused = document.activeElement?.closest?.(".tile > a")?.getAttribute("href");
  find("#results").replaceWith(document.adoptNode(results));
  if (focused) find(`.tile > a[href="${CSS.escape(focused)}"]`)?.focus();
  all(".find input[type=hidden]").forEach((input) => input.remove());
  all(".find input[type=hidden]", page).forEach((input) => box.after(document.adoptNode(input)));
  pageTitle = page.title;
  entitle({ here: "" });
  shown = address;
  place = state;
  document.dispatchEvent(new Event("results"));
  return page;
}

// Steps. A query that is sent is a step of the history; what is typed on the
// way to it only stands in the address meanwhile. place is how the results that
// are shown are left: how far down, with how many pages, and which photo is on
// top. sent is the address of the step that we are at, and left its place.

let place = history.state ?? {};
let sent = here();
let left = place;

function keepPlace(change) {
  place = { ...place, ...change };
  history.replaceState(place, "");
  if (here() === sent) left = place;
}

function step(address) {
  if (address === sent) {
    history.replaceState(place, "", sent);
  } else {
    history.replaceState(left, "", sent);
    history.pushState(place, "", address);
    sent = address;
  }
  left = place;
}

if (find("#results")) {
  box.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const address = searchAddress();
      if (!await show(address, {}, true)) return;
      history.replaceState(place, "", address);
      scrollTo({ top: 0 });
    }, 80);
  });
  box.form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const address = searchAddress();
    if (!await show(address)) return;
    step(address);
    scrollTo({ top: 0 });
    find(".tile > a")?.focus({ preventScroll: true });
  });
  addEventListener("scrollend", () => {
    const tile = all(".tile").find((each) => each.getBoundingClientRect().bottom > 0);
    keepPlace({ scrolled: scrollY, top: tile && find("input", tile).value, off: tile?.getBoundingClientRect().top });
  });
  addEventListener("popstate", async (event) => {
    if (here() === shown) return; // only a place on this page
    const page = await show(here(), event.state ?? {});
    if (!page) return;
    box.value = find("#q", page).value;
    sent = here();
    left = place;
    scrollTo({ top: place.scrolled ?? 0 });
  });

  // The rest of what the sheet can do is loaded with the first movement on it.
  const moves = ["pointerover", "pointerdown", "focusin", "keydown", "scroll"];
  const load = async (event) => {
    const sheet = await import("./sheet.js");
    for (const name of moves) removeEventListener(name, load, true);
    if (event?.type === "keydown") sheet.key(event); // pressed before it could hear
  };
  for (const name of moves) addEventListener(name, load, true);
  setTimeout(() => import("./live.js"), 3000);
  if (place.pages > 1 || sessionStorage.getItem("cutline.chosen")) load();
}

// The contact sheet: arrows move between tiles.

const tiles = () => all(".tile > a:not(.stack)");

function middle(element) {
  const r = element.getBoundingClientRect();
  return { x: r.left + r.width / 2, top: r.top };
}

// beside finds the tile of the nearest other row in a direction (-1 up, 1 down)
// whose middle is nearest.
function beside(list, from, direction) {
  const here = middle(from);
  let best;
  let row;
  for (const tile of direction < 0 ? list.toReversed() : list) {
    const there = middle(tile);
    if ((there.top - here.top) * direction < 4) continue;
    if (row !== undefined && Math.abs(there.top - row) > 4) break;
    row = there.top;
    const off = Math.abs(there.x - here.x);
    if (!best || off < best.off) best = { tile, off };
  }
  return best?.tile;
}

function move(key) {
  const list = tiles();
  if (!list.length) return false;
  const at = list.indexOf(find("a", document.activeElement.closest(".tile") ?? box));
  if (at < 0) {
    list[0].focus();
    return true;
  }
  const to = {
    ArrowLeft: () => list[at - 1],
    ArrowRight: () => list[at + 1],
    ArrowUp: () => beside(list, list[at], -1),
    ArrowDown: () => beside(list, list[at], 1),
  }[key]();
  to?.focus();
  to?.scrollIntoView({ block: "nearest" });
  return true;
}

// From the sheet to a photo: the photos of the page are remembered in this
// tab, so that the arrows walk them there.

const walkKey = "cutline.walk";

document.addEventListener("click", (event) => {
  const tile = event.target.closest?.(".tile > a:not(.stack)");
  if (tile) {
    sessionStorage.setItem(walkKey, JSON.stringify({
      address: here(),
      entry: window.navigation?.currentEntry.key,
      photos: tiles().map((a) => new URL(a.href).pathname),
    }));
  }
  const button = event.target.closest?.("[data-copy]");
  if (button) copy(button.dataset.copy);
});

const walk = find("#walk");
const way = {};
if (walk) {
  let saved = null;
  try {
    saved = JSON.parse(sessionStorage.getItem(walkKey));
  } catch {
    // What another version wrote is of no use.
  }
  const at = saved?.photos?.indexOf(location.pathname) ?? -1;
  if (at >= 0) {
    way.back = saved.address;
    way.before = saved.photos[at - 1];
    way.after = saved.photos[at + 1];
    for (const [id, href] of Object.entries(way)) {
      const link = find("#" + id);
      if (href) link.href = href; else link.hidden = true;
    }
    way.entry = saved.entry;
    walk.hidden = false;
  }
}

// resize shows the same results with pictures of another size.
async function resize(address) {
  const typed = here() !== sent;
  if (!await show(address, place)) return;
  history.replaceState(place, "", address);
  if (!typed) sent = address;
}

// backToResults goes a step back where that leads to the results, so that they
// are found as they were left.
function backToResults() {
  const before = window.navigation?.entries()[navigation.currentEntry.index - 1]?.key;
  if (before && before === way.entry) history.back();
  else location.assign(way.back);
}
find("#back")?.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  backToResults();
});

// Keys.

const help = find("#help");
find("#keys").addEventListener("click", () => help.showModal());

function act(key) {
  switch (key) {
    case "/":
      box.focus();
      box.select();
      return true;
    case "?":
      help.showModal();
      return true;
    case "c": {
      const tile = document.activeElement?.closest?.(".tile");
      const line = tile ? find("a", tile).dataset.credit ?? find(".credit", tile)?.textContent : find("#copy")?.dataset.copy;
      if (!line) return false;
      copy(line);
      return true;
    }
    case "C": {
      const both = find("#copy-both")?.dataset.copy;
      if (!both) return false;
      copy(both);
      return true;
    }
    case "s": {
      const send = find("#send");
      if (!send) return false;
      send.closest("details").open = true;
      if (send.form.reportValidity()) send.click();
      return true;
    }
    case "1":
    case "2":
    case "3": {
      const link = all(".sizes a")[key - 1];
      if (!link) return false;
      resize(link.getAttribute("href"));
      return true;
    }
    case "Escape":
      if (!way.back) return false;
      backToResults();
      return true;
    case "ArrowLeft":
    case "ArrowRight":
      if (walk) {
        const to = key === "ArrowLeft" ? way.before : way.after;
        if (to) location.replace(to);
        return Boolean(to);
      }
      return move(key);
    case "ArrowUp":
    case "ArrowDown":
      return !walk && move(key);
  }
  return false;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || help.open) return;
  if (event.shiftKey && event.key.startsWith("Arrow")) return; // selects, once sheet.js is there
  if (event.target === box) {
    if (event.key === "Escape") box.blur();
    else if (event.key === "ArrowDown" && move("ArrowDown")) event.preventDefault();
    return;
  }
  if (event.target.closest?.("input:not([type=checkbox]), textarea, select")) return;
  // Up and down scroll the page until a tile has the focus.
  if (/^Arrow(Up|Down)$/.test(event.key) && !event.target.closest?.(".tile")) return;
  if (act(event.key)) event.preventDefault();
});

// How the query may go on, while it is typed. A browser shows only those that
// hold what is typed, so the label has it too.

let ending;
box.addEventListener("input", () => {
  clearTimeout(ending);
  ending = setTimeout(async () => {
    const typed = box.value;
    const answer = await fetch("/api/v1/suggest?q=" + encodeURIComponent(typed)).then((r) => r.json()).catch(() => ({}));
    if (typed !== box.value) return;
    find("#ends").replaceChildren(...(answer.suggestions ?? []).map(({ query, label, kind, count }) =>
      new Option(`${typed} → ${label}${kind === "word" ? "" : ", " + kind}${count ? ` (${count})` : ""}`, query)));
  }, 120);
});

// What is new in saved searches is asked for once the page is there.
addEventListener("load", () => import("./alerts.js"));
