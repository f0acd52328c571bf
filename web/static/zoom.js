// Pictures at 100 %: one pixel of the picture is one of the screen. Where there
// are several on the page they are moved together.

{
  const frames = all("[data-zoom]");
  const steps = [0.25, 0.5, 1, 2, 4];

  // Which part is seen, while pictures are zoomed: the scale, and the middle in
  // parts of the picture.
  let step = -1;
  const middle = { x: 0.5, y: 0.5 };
  const loupes = [];

  const zoomed = () => step >= 0;
  const within = (v, low, high) => Math.min(Math.max(v, low), high);

  // size is how large a picture is at the scale, in CSS pixels.
  function size(frame) {
    const factor = steps[step] / devicePixelRatio;
    return { w: frame.dataset.width * factor, h: frame.dataset.height * factor };
  }

  function draw() {
    for (const { frame, glass } of loupes) {
      const { w, h } = size(frame);
      const place = (room, length, at) => length <= room ? (room - length) / 2 : within(room / 2 - at * length, room - length, 0);
      const x = place(glass.clientWidth, w, middle.x);
      const y = place(glass.clientHeight, h, middle.y);
      for (const img of all("img", glass)) {
        img.style.width = w + "px";
        img.style.height = h + "px";
        img.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
      }
    }
  }

  // open lays a loupe over each picture. The preview, blown up, stands in until
  // the original has come.
  function open() {
    step = steps.indexOf(1);
    for (const frame of frames) {
      const glass = document.createElement("div");
      glass.className = "loupe";
      const whole = find("img", frame);
      const rough = new Image();
      rough.src = whole.src;
      rough.alt = whole.alt;
      glass.append(rough);
      frame.append(glass);
      loupes.push({ frame, glass });
      if (frame.dataset.zoom === whole.getAttribute("src")) continue;
      const sharp = new Image();
      sharp.src = frame.dataset.zoom;
      sharp.alt = "";
      sharp.decode().then(() => {
        if (!glass.isConnected) return;
        glass.append(sharp);
        draw();
      }, () => { if (glass.isConnected) tell("The original cannot be shown: this is the preview."); });
    }
    draw();
    const why = [...new Set(frames.map((frame) => frame.dataset.why).filter(Boolean))];
    tell(why.join(" ") || (frames.length > 1 ? "The originals at 100 %" : `The original at 100 %: ${frames[0].dataset.width} × ${frames[0].dataset.height} pixels`));
    press(true);
  }

  function close() {
    step = -1;
    for (const { glass } of loupes.splice(0)) glass.remove();
    press(false);
  }

  function press(on) {
    for (const button of all("[data-zooms]")) button.setAttribute("aria-pressed", on);
  }

  function toggle() {
    if (zoomed()) close(); else open();
  }

  function scale(by) {
    step = within(step + by, 0, steps.length - 1);
    draw();
    tell(steps[step] * 100 + " %");
  }

  // pan moves the picture in a frame by CSS pixels, and the others with it.
  function pan(frame, dx, dy) {
    const { w, h } = size(frame);
    const glass = find(".loupe", frame);
    const half = { x: Math.min(glass.clientWidth / w / 2, 0.5), y: Math.min(glass.clientHeight / h / 2, 0.5) };
    middle.x = within(middle.x - dx / w, half.x, 1 - half.x);
    middle.y = within(middle.y - dy / h, half.y, 1 - half.y);
    draw();
  }

  let held; // where the picture is held
  for (const frame of frames) {
    // A click on the picture goes to that part of it; one on the loupe, back.
    frame.addEventListener("click", (event) => {
      if (event.button !== 0 || event.ctrlKey || event.metaKey) return;
      if (zoomed()) {
        if (!held?.moved) close();
        return;
      }
      const r = find("img", frame).getBoundingClientRect();
      const fit = Math.min(r.width / frame.dataset.width, r.height / frame.dataset.height);
      middle.x = within(0.5 + (event.clientX - r.left - r.width / 2) / fit / frame.dataset.width, 0, 1);
      middle.y = within(0.5 + (event.clientY - r.top - r.height / 2) / fit / frame.dataset.height, 0, 1);
      open();
      pan(frame, 0, 0);
    });
    frame.addEventListener("pointerdown", (event) => {
      held = zoomed() && { x: event.clientX, y: event.clientY, moved: false, down: true };
      if (held) frame.setPointerCapture(event.pointerId);
    });
    frame.addEventListener("pointermove", (event) => {
      if (!held?.down || !zoomed()) return;
      const dx = event.clientX - held.x;
      const dy = event.clientY - held.y;
      if (!held.moved && Math.hypot(dx, dy) < 4) return;
      held = { x: event.clientX, y: event.clientY, moved: true, down: true };
      pan(frame, dx, dy);
    });
    frame.addEventListener("pointerup", () => { if (held) held.down = false; });
    frame.addEventListener("dragstart", (event) => { if (zoomed()) event.preventDefault(); });
  }
  for (const button of all("[data-zooms]")) button.addEventListener("click", toggle);
  addEventListener("resize", () => { if (zoomed()) draw(); });

  const moves = { ArrowLeft: [1, 0], ArrowRight: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

  function key(name) {
    if (name === "z" && frames.length) {
      toggle();
    } else if (name === "Escape" && zoomed()) {
      close();
    } else if (name === "Escape" && find("#compare")) {
      if (window.navigation?.entries()[navigation.currentEntry.index - 1]) history.back();
      else find(".to-results").click();
    } else if (zoomed() && moves[name]) {
      const reach = find(".loupe").clientWidth / 4;
      pan(frames[0], moves[name][0] * reach, moves[name][1] * reach);
    } else if (zoomed() && "+-=".includes(name)) {
      scale(name === "-" ? -1 : 1);
    } else {
      return false;
    }
    return true;
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || help.open || event.target.closest?.("input, textarea, select") || !key(event.key)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }, true);
}
