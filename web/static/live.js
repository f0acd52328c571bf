// An open search learns what comes in. It asks every few seconds, while it is
// in view, how many photos came in that it would find, and says so; nothing
// moves until somebody wants to see them. cutline.js loads this file when the
// page has been open for a moment.

const every = 2000; // milliseconds
const patience = 10000; // where the server does not answer: it is being restarted

const pill = document.createElement("button");
pill.type = "button";
pill.id = "fresh";
pill.hidden = true;
box.after(pill);

let timer;
let round = 0;

function say(n) {
  const says = `${n} new`;
  if (pill.textContent !== says) pill.textContent = says;
  pill.hidden = n === 0;
  entitle({ here: n ? says + " · " : "" });
}

async function look() {
  clearTimeout(timer);
  const results = find("#results");
  const values = new URLSearchParams(location.search);
  const seq = results?.dataset.seq;
  if (document.hidden || !seq || values.has("after")) return;
  const mine = ++round;
  let wait = every;
  try {
    const response = await fetch("/api/v1/search/new?" + new URLSearchParams({ q: values.get("q") ?? "", seq }));
    const answer = await response.json();
    if (mine !== round || !results.isConnected) return;
    if (response.ok) say(answer.new); else wait = patience;
  } catch {
    wait = patience;
  }
  if (mine === round) timer = setTimeout(look, wait * (1 + Math.random() / 4));
}

// fresh shows what came in, on top.
async function fresh() {
  if (pill.hidden || !await show(here())) return;
  keepPlace({});
  scrollTo({ top: 0, behavior: "instant" });
  find(".tile > a")?.focus({ preventScroll: true });
}

pill.addEventListener("click", fresh);
document.addEventListener("keydown", (event) => {
  if (event.key === "n" && !event.ctrlKey && !event.metaKey && !event.altKey && !help.open && !event.target.closest?.("input:not([type=checkbox]), textarea, select")) fresh();
});
document.addEventListener("visibilitychange", look);
document.addEventListener("results", () => {
  say(0);
  look();
});
look();
