// Ingest and the work queues work without this file. It takes what is dropped,
// shows runs live, and gives the queues their keys.
"use strict";

{
  const text = (name, content) => {
    const e = document.createElement(name);
    e.textContent = content;
    return e;
  };
  const number = (n) => String(n).replace(/\B(?=(\d{3})+$)/g, "\u202f");
  const post = (address, values) => fetch(address, { method: "POST", body: new URLSearchParams(values) });

  // What went wrong, in the words of the answer.
  async function trouble(response) {
    try {
      const problem = await response.json();
      return [problem.detail ?? problem.title, problem.next].filter(Boolean).join(" ");
    } catch {
      return "Cutline answered " + response.status + ".";
    }
  }

  const left = (seconds) => seconds < 90 ? Math.ceil(seconds) + " s left" : Math.round(seconds / 60) + " min left";

  // lookAt puts a file that somebody should look at on top of a list. Words and
  // names are text, never markup.
  const maxLook = 100;
  function lookAt(list, file) {
    const item = document.createElement("li");
    if (file.outcome === "refused") item.className = "refused";
    const name = text(file.id ? "a" : "b", file.path ?? "a file whose name is no text");
    if (file.id) name.href = "/photos/" + file.id;
    item.append(text("i", file.outcome), " ", name, " ", [...(file.problems ?? []), file.reason].filter(Boolean).join("; "));
    // Refused ones stay on top.
    const after = file.outcome === "refused" ? list.firstChild : list.querySelector("li:not(.refused)");
    list.insertBefore(item, after);
    if (list.children.length > maxLook) list.lastChild.remove();
  }
  const needsLook = (file) => file.outcome === "refused" || (file.outcome !== "known" && file.outcome !== "skipped" && (file.problems || file.reason));

  // A run, live.

  const run = find("#run[data-events]");
  if (run) {
    const events = new EventSource(run.dataset.events);
    events.addEventListener("file", (event) => lookAt(find("[data-look]", run), JSON.parse(event.data)));
    events.addEventListener("run", (event) => {
      const now = JSON.parse(event.data);
      for (const figure of all("[data-count]", run)) figure.textContent = number(now.run.summary[figure.dataset.count]);
      const words = [number(now.run.summary.files) + (now.total ? " of " + number(now.total) : "") + " files"];
      if (now.rate) words.push(now.rate.toFixed(now.rate < 10 ? 1 : 0) + " a second");
      if (now.left) words.push(left(now.left));
      if (now.running) find("[data-state]", run).textContent = "Under way: " + words.join(", ") + ".";
      const bar = find("progress", run);
      if (bar && now.total) {
        bar.max = now.total;
        bar.value = now.run.summary.files;
      }
    });
    events.addEventListener("end", () => {
      events.close();
      location.reload();
    });
  }

  // An upload: what is dropped or chosen, in requests of some files each.

  const form = find("#upload");
  const words = /\.(xmp|json|txt|csv|tsv|tab|x?html?)$/i;
  const manifest = /\.(csv|tsv|tab|x?html?)$/i;

  // inside lists the files of what was dropped, whole folders too.
  async function inside(entry, path = "") {
    if (entry.isFile) {
      const file = await new Promise((done, failed) => entry.file(done, failed));
      return [{ file, path: path + file.name }];
    }
    const reader = entry.createReader();
    const found = [];
    for (;;) {
      const some = await new Promise((done, failed) => reader.readEntries(done, failed));
      if (!some.length) return found;
      for (const one of some) found.push(...await inside(one, path + entry.name + "/"));
    }
  }

  // batches divides files so that a photo comes with its sidecars, and what may
  // speak of all of them comes first.
  const maxBatch = { files: 40, bytes: 64 << 20 };
  function batches(files) {
    const groups = new Map();
    for (const one of files) {
      const bare = one.path.replace(words, "").replace(/\.[^./]*$/, "").toLowerCase();
      const key = manifest.test(one.path) ? "" : bare;
      groups.set(key, [...(groups.get(key) ?? []), one]);
    }
    const list = [];
    let batch = { files: [], bytes: 0 };
    const flush = () => {
      if (batch.files.length) list.push(batch);
      batch = { files: [], bytes: 0 };
    };
    for (const key of [...groups.keys()].sort()) {
      const group = groups.get(key);
      const bytes = group.reduce((sum, one) => sum + one.file.size, 0);
      if (batch.files.length + group.length > maxBatch.files || batch.bytes + bytes > maxBatch.bytes) flush();
      batch.files.push(...group);
      batch.bytes += bytes;
    }
    flush();
    return list;
  }

  if (form) {
    const panel = find("#sending");
    const say = find("[data-say]", panel);
    const bar = find("progress", panel);
    const list = find("[data-look]", panel);
    const again = find("[data-again]", panel);
    const stop = find("[data-stop]", panel);
    const upload = { queue: [], id: "", sending: null, files: 0, bytes: 0, sent: 0, done: 0, counts: {}, began: 0, busy: false };

    const counted = () => Object.entries(upload.counts).map(([outcome, n]) => number(n) + " " + outcome).join(", ");
    function report(now = 0) {
      const bytes = upload.sent + now;
      bar.max = upload.bytes || 1;
      bar.value = bytes;
      const parts = [number(upload.done) + " of " + number(upload.files) + " files", counted()];
      const took = (Date.now() - upload.began) / 1000;
      if (took > 3 && bytes && upload.queue.length) parts.push(left(took * (upload.bytes - bytes) / bytes));
      say.textContent = parts.filter(Boolean).join(" · ");
    }

    // send sends a batch and answers the response's status and text; 0 where the
    // connection broke.
    function send(batch) {
      return new Promise((done) => {
        const data = new FormData();
        for (const { file, path } of batch.files) {
          data.append("modified", file.lastModified);
          data.append("file", file, path);
        }
        const request = upload.sending = new XMLHttpRequest();
        request.upload.onprogress = (event) => report(batch.bytes * (event.loaded / (event.total || 1)));
        request.onloadend = () => done({ status: request.status, body: request.responseText });
        request.open("POST", "/api/v1/ingest?run=" + encodeURIComponent(upload.id));
        request.send(data);
      });
    }

    function halt(why, next = "Go on") {
      upload.busy = false;
      say.textContent = why + " " + number(upload.files - upload.done) + " files were not sent.";
      again.textContent = next;
      again.hidden = false;
      stop.hidden = true;
    }

    async function begin() {
      const values = new FormData(form);
      values.delete("file");
      const response = await post("/api/v1/runs", values);
      if (!response.ok) throw new Error(await trouble(response));
      upload.id = (await response.json()).id;
      const receipt = find("[data-run]", panel);
      receipt.href = "/ingest/runs/" + encodeURIComponent(upload.id);
      receipt.hidden = false;
    }

    async function go() {
      upload.busy = true;
      again.hidden = true;
      stop.hidden = false;
      try {
        if (!upload.id) await begin();
      } catch (err) {
        halt(err.message, "Try again");
        return;
      }
      while (upload.queue.length) {
        const batch = upload.queue[0];
        const { status, body } = await send(batch);
        if (!upload.busy) return; // stopped
        if (status === 410) { // the run has ended; the rest is another
          upload.id = "";
          halt("The upload was interrupted.");
          return;
        }
        if (status === 0) {
          halt("The connection broke. Is cutline serve still running?");
          return;
        }
        const lines = body.split("\n").filter(Boolean);
        if (status !== 200) {
          let problem = {};
          try { problem = JSON.parse(lines[0]); } catch { /* no words came */ }
          const reason = [problem.detail, problem.next].filter(Boolean).join(" ") || "Cutline answered " + status + ".";
          if (status >= 500) {
            halt(reason);
            return;
          }
          for (const one of batch.files) outcome({ outcome: "refused", path: one.path, reason });
        } else {
          const outcomes = lines.map((line) => JSON.parse(line));
          const failed = outcomes.find((line) => line.error);
          outcomes.filter((line) => line.outcome).forEach(outcome);
          if (failed) {
            halt(failed.error.detail ?? failed.error.title);
            return;
          }
        }
        upload.queue.shift();
        upload.sent += batch.bytes;
        upload.done += batch.files.length;
        report();
      }
      await fetch("/api/v1/runs/" + encodeURIComponent(upload.id) + "/end", { method: "POST" });
      upload.busy = false;
      if (list.children.length === 0 || !upload.lost) location.assign("/ingest/runs/" + encodeURIComponent(upload.id));
      else {
        stop.hidden = true;
        say.textContent = "Sent: " + counted() + ". What is listed here was not taken.";
      }
    }

    function outcome(file) {
      upload.counts[file.outcome] = (upload.counts[file.outcome] ?? 0) + 1;
      if (needsLook(file)) lookAt(list, file);
    }

    function take(files) {
      if (!files.length) {
        tell("No files came.");
        return;
      }
      if (!form.reportValidity()) {
        upload.waiting = files;
        tell("Write your name, then take them in.");
        return;
      }
      const fits = files.filter((one) => one.file.size <= Number(form.dataset.maxFile));
      panel.hidden = false;
      form.hidden = true;
      Object.assign(upload, { began: Date.now(), files: upload.files + fits.length });
      for (const one of files.filter((one) => !fits.includes(one))) {
        upload.lost = true;
        outcome({ outcome: "refused", path: one.path, reason: "too large to be sent; ingest its folder on the server’s machine" });
      }
      const list = batches(fits);
      upload.bytes += list.reduce((sum, batch) => sum + batch.bytes, 0);
      upload.queue.push(...list);
      report();
      if (!upload.busy) go();
    }

    const chosen = () => all("input[type=file]", form).flatMap((input) => [...input.files]).
      map((file) => ({ file, path: file.webkitRelativePath || file.name }));

    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const files = [...(upload.waiting ?? []), ...chosen()];
      upload.waiting = undefined;
      take(files);
    });
    form.addEventListener("dragover", (event) => {
      event.preventDefault();
      form.classList.add("over");
    });
    form.addEventListener("dragleave", (event) => {
      if (!form.contains(event.relatedTarget)) form.classList.remove("over");
    });
    form.addEventListener("drop", async (event) => {
      event.preventDefault();
      form.classList.remove("over");
      const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
      const plain = [...event.dataTransfer.files].map((file) => ({ file, path: file.name }));
      try {
        take(entries.length ? (await Promise.all(entries.map((entry) => inside(entry)))).flat() : plain);
      } catch (err) {
        tell("What was dropped cannot be read: " + err.message);
      }
    });
    // A file dropped beside the place for it must not replace the page.
    for (const kind of ["dragover", "drop"]) addEventListener(kind, (event) => event.preventDefault());
    again.addEventListener("click", go);
    stop.addEventListener("click", async () => {
      upload.busy = false;
      upload.queue = [];
      upload.sending?.abort();
      await fetch("/api/v1/runs/" + encodeURIComponent(upload.id) + "/stop", { method: "POST" });
      location.assign("/ingest/runs/" + encodeURIComponent(upload.id));
    });
    addEventListener("beforeunload", (event) => {
      if (upload.busy && upload.queue.length) event.preventDefault();
    });
  }

  // The work queues.

  const queue = find("#queue");
  if (queue) {
    const rows = () => all("li[data-id]", queue);
    const rowOf = (e) => e?.closest?.("li[data-id]");
    const focus = (row) => {
      find(".row", row).focus({ preventScroll: true });
      row.scrollIntoView({ block: "nearest" });
    };
    const taken = []; // rows, the last one taken last

    async function correct(row) {
      const form = find("form", row);
      if (!form || form.hidden || row.dataset.busy) return;
      if (!form.reportValidity()) return;
      const values = new FormData(form);
      if (!values.get("value").trim()) {
        tell("There is nothing to take: write it first.");
        find("[name=value]", form).focus();
        return;
      }
      row.dataset.busy = "1";
      const response = await post("/api/v1/photos/" + row.dataset.id + "/corrections", values).catch(() => null);
      delete row.dataset.busy;
      if (!response?.ok) {
        tell(response ? await trouble(response) : "Cutline does not answer.");
        return;
      }
      const c = await response.json();
      row.dataset.n = c.n;
      form.hidden = true;
      const done = find(".taken", row);
      find("b", done).textContent = (c.to ?? []).join("; ");
      done.hidden = false;
      taken.push(row);
      all(".desk", queue).forEach((label) => label.remove()); // the name is known now
      tell("Taken: " + find("b", done).textContent);
      const next = rows().slice(rows().indexOf(row)).find((r) => !r.dataset.n);
      focus(next ?? row);
    }

    async function undo(row) {
      if (!row?.dataset.n || row.dataset.busy) return;
      row.dataset.busy = "1";
      const response = await post("/api/v1/photos/" + row.dataset.id + "/corrections/" + row.dataset.n + "/undo", {}).catch(() => null);
      delete row.dataset.busy;
      if (!response?.ok) {
        tell(response ? await trouble(response) : "Cutline does not answer.");
        return;
      }
      delete row.dataset.n;
      find("form", row).hidden = false;
      find(".taken", row).hidden = true;
      taken.splice(taken.indexOf(row), 1);
      tell("Undone.");
      focus(row);
    }

    queue.addEventListener("submit", (event) => {
      event.preventDefault();
      correct(rowOf(event.target));
    });
    queue.addEventListener("click", (event) => {
      const value = event.target.closest("[data-value]");
      if (value) find("[name=value]", rowOf(value)).value = value.dataset.value;
      if (event.target.closest("[data-undo]")) undo(rowOf(event.target));
    });
    document.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || find("dialog[open]")) return;
      const row = rowOf(document.activeElement);
      if (event.target.closest?.("input, textarea, select")) {
        if (event.key === "Escape" && row) focus(row);
        return;
      }
      const list = rows();
      const at = list.indexOf(row);
      const act = {
        j: () => focus(list[Math.min(at + 1, list.length - 1)]),
        k: () => focus(list[Math.max(at - 1, 0)]),
        a: () => row && correct(row),
        s: () => {
          const last = taken.length && find("[name=value]", taken.at(-1)).value;
          if (!row || row.dataset.n || !last) return;
          find("[name=value]", row).value = last;
          correct(row);
        },
        e: () => row && find("[name=value]", row)?.focus(),
        u: () => undo(row?.dataset.n ? row : taken.at(-1)),
      };
      act.ArrowDown = row && act.j;
      act.ArrowUp = row && act.k;
      if (!act[event.key]) return;
      event.preventDefault();
      act[event.key]();
    });
    if (rows().length) focus(rows()[0]);
  }
}
