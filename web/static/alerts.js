// What is new in saved searches, told on an open page and in its title. One page
// of a browser listens for all: it may have few connections to one server.
"use strict";

{
  const link = find("#alerts");
  let channel;
  let end; // of listening, or of waiting for it
  let heard; // the last that was told

  const tally = () => {
    const total = heard?.reduce((sum, search) => sum + search.new, 0) ?? 0;
    entitle({ saved: total ? `(${total}) ` : "" });
    link.textContent = total ? `Searches ${total}` : "Searches";
  };

  function show(list) {
    const more = heard && list.filter((search) => search.new > (heard.find((s) => s.n === search.n)?.new ?? 0));
    heard = list;
    tally();
    for (const count of all("[data-search]")) {
      const found = list.find((search) => search.n === Number(count.dataset.search));
      count.hidden = !found;
      if (found) count.textContent = found.new + " new";
      const seen = find(`[data-seen="${count.dataset.search}"]`);
      if (seen) seen.hidden = !found;
    }
    if (more?.length) tell("New: " + more.map((search) => `${search.name} (${search.new})`).join(", "));
  }

  function begin() {
    if (end) return;
    const stopped = new AbortController();
    end = stopped;
    channel = new BroadcastChannel("cutline.alerts");
    channel.onmessage = ({ data }) => {
      if (Array.isArray(data)) show(data);
      else if (stopped.source && heard) channel.postMessage(heard);
    };
    channel.postMessage("what is new?");
    navigator.locks.request("cutline.alerts", { signal: stopped.signal }, () => new Promise((done) => {
      const source = stopped.source = new EventSource("/api/v1/searches/events");
      stopped.release = () => { source.close(); done(); };
      source.addEventListener("new", (event) => {
        const list = JSON.parse(event.data);
        show(list);
        channel?.postMessage(list);
      });
    })).catch(() => {}); // it was given up before its turn came
  }

  function stop() {
    end?.release ? end.release() : end?.abort();
    channel?.close();
    end = channel = undefined;
  }

  if (link && navigator.locks) {
    begin();
    addEventListener("pageshow", begin);
    addEventListener("pagehide", stop); // so that the back button finds the page as it was
  }
}
