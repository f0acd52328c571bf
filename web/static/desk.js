// The pages on which the desk works go without this file, too. It lets files be
// dropped anywhere on a form that takes them.

const drop = document.querySelector("#drop");
const files = document.querySelector("#files");

if (drop && files) {
  for (const name of ["dragenter", "dragover"]) {
    document.addEventListener(name, (event) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      drop.classList.add("over");
    });
  }
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) drop.classList.remove("over");
  });
  document.addEventListener("drop", (event) => {
    if (!event.dataTransfer?.files.length) return;
    event.preventDefault();
    files.files = event.dataTransfer.files;
    drop.requestSubmit();
  });
}
