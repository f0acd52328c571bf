// A field is corrected where it stands: the form of its page is put below it.
// Without this file the links lead to that page.

document.addEventListener("click", async (event) => {
  const link = event.target.closest?.("a[data-edit]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const open = document.querySelector("#edit");
  const again = open?.dataset.for === link.href;
  open?.remove();
  if (again) return;
  let form;
  try {
    const response = await fetch(link.href, { headers: { Accept: "text/html" } });
    form = new DOMParser().parseFromString(await response.text(), "text/html").querySelector("#edit");
  } catch {
    // Its page says what is wrong.
  }
  if (!form) {
    location.assign(link.href);
    return;
  }
  form = document.adoptNode(form);
  form.dataset.for = link.href;
  const cancel = document.createElement("button");
  cancel.type = "button";
  cancel.textContent = "Cancel";
  const close = () => {
    form.remove();
    link.focus();
  };
  cancel.addEventListener("click", close);
  form.querySelector(".decide").append(cancel);
  form.addEventListener("keydown", (key) => {
    if (key.key === "Escape") close();
    if (key.key === "Enter" && (key.ctrlKey || key.metaKey)) form.requestSubmit();
    key.stopPropagation();
  });
  const row = link.closest("dl.fields > div, .edits, td, th");
  if (row?.tagName === "TH") row.nextElementSibling.append(form);
  else if (row) row.append(form);
  else link.after(form);
  form.querySelector("[name=value]").focus();
});
