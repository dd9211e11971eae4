// The words of the page in the language of the desk; without a catalog the English that stands in the scripts.

const words = JSON.parse(document.body.dataset.words || "{}");

/** A sentence with its {blanks} filled. */
export const t = (english, values = {}) =>
  (words[english] ?? english).replace(/\{(\w+)\}/g, (blank, name) => values[name] ?? blank);
