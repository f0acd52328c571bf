// A collection is put in order by dragging, too, and by Alt and the arrows.
"use strict";

const arrange = find("#arrange");

async function arranged(body) {
  const desk = all("[name=desk]", arrange).map((field) => field.value).find(Boolean);
  if (desk) body.desk = desk;
  const response = await fetch(location.pathname + "/order", { method: "POST", body: new URLSearchParams(body) });
  if (response.ok) return true;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  tell(find("main p", page)?.textContent ?? "That did not work.");
  return false;
}

if (arrange) {
  let dragged;
  const itemOf = (event) => event.target.closest?.("#arrange > li");

  arrange.addEventListener("dragstart", (event) => {
    dragged = itemOf(event);
    event.dataTransfer.setData("text/plain", dragged.dataset.id);
    event.dataTransfer.effectAllowed = "move";
    dragged.classList.add("dragged");
  });
  arrange.addEventListener("dragend", () => {
    dragged?.classList.remove("dragged");
    for (const item of all(".before, .behind", arrange)) item.classList.remove("before", "behind");
    dragged = undefined;
  });
  // behind: it falls behind the last photo of the page, not before another.
  const behind = (event, item) => !item.nextElementSibling && event.clientY > item.getBoundingClientRect().top + item.offsetHeight / 2;
  arrange.addEventListener("dragover", (event) => {
    const item = itemOf(event);
    if (!dragged || !item) return;
    event.preventDefault();
    for (const other of all(".before, .behind", arrange)) other.classList.remove("before", "behind");
    if (item !== dragged) item.classList.add(behind(event, item) ? "behind" : "before");
  });
  arrange.addEventListener("drop", async (event) => {
    const item = itemOf(event);
    if (!dragged || !item || item === dragged) return;
    event.preventDefault();
    const moved = dragged;
    const last = behind(event, item);
    const id = moved.dataset.id;
    // Behind the last of the page is before it, and then one down.
    if (!await arranged({ id, to: "before", beside: item.dataset.id })) return;
    if (last && !await arranged({ id, to: "down" })) return;
    if (last) item.after(moved); else item.before(moved);
    tell("Moved");
  });

  arrange.addEventListener("keydown", async (event) => {
    const item = itemOf(event);
    const up = event.key === "ArrowUp";
    if (!event.altKey || !item || !up && event.key !== "ArrowDown") return;
    event.preventDefault();
    const other = up ? item.previousElementSibling : item.nextElementSibling;
    if (!other || !await arranged({ id: item.dataset.id, to: up ? "up" : "down" })) return;
    const focused = document.activeElement;
    if (up) other.before(item); else other.after(item);
    focused.focus();
    tell("Moved");
  });
}
