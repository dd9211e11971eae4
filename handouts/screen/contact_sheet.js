"use strict";
// Shows the files that every choice and every word of the search fits. Without this script all of them are shown.
const form = document.querySelector(".filters");
const status = document.querySelector(".count");
const none = document.querySelector(".none");

function chosen(name) {
  return form.elements[name] ? form.elements[name].value : "";
}

function filter() {
  const words = chosen("find").toLowerCase().split(/\s+/);
  let shown = 0;
  for (const shelf of document.querySelectorAll("section")) {
    const fits = (!chosen("topic") || shelf.dataset.topic.split("|").includes(chosen("topic")))
      && (!chosen("language") || shelf.dataset.language === chosen("language"))
      && (!chosen("kind") || shelf.dataset.kind === chosen("kind"))
      && words.every((word) => shelf.dataset.sought.includes(word));
    let here = 0;
    for (const file of shelf.querySelectorAll("li")) {
      const right = fits && (!chosen("edition") || file.dataset.edition === chosen("edition"))
        && (!chosen("form") || file.dataset.form === chosen("form"));
      file.hidden = !right;
      here += right ? 1 : 0;
    }
    shelf.hidden = !here;
    shown += here;
  }
  status.textContent = (shown === 1 ? form.dataset.file : form.dataset.files).replace("{count}", shown);
  none.hidden = shown > 0;
}

form.hidden = false;
form.addEventListener("input", filter);
form.addEventListener("submit", (event) => event.preventDefault());
form.querySelector("button").addEventListener("click", () => { form.reset(); filter(); });
filter();
