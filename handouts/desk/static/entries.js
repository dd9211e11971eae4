// What is typed for one patient: the fields that the sheets have, and what is wrong with an entry, said beside it.

import { byId } from "./asking.js";

const holder = byId("entries");

/** What stands in the fields of the sheets, by name. */
export const entries = () =>
  Object.fromEntries([...holder.querySelectorAll("[data-field]")].map((field) => [field.dataset.field, field.value]));

/** Show the fields that the sheets have. While they stay the same nothing changes, so that typing is not disturbed. */
export function showForm(answer) {
  if (!answer?.fields || holder.dataset.fields === answer.fields.join(" ")) return;
  const typed = entries();
  holder.innerHTML = answer.form; // from our own templates, with everything escaped
  holder.dataset.fields = answer.fields.join(" ");
  for (const field of holder.querySelectorAll("[data-field]")) field.value = typed[field.dataset.field] ?? "";
}

/** Say beside each entry what is wrong with it; `wrong` is by field. */
export function mark(wrong) {
  for (const note of document.querySelectorAll(".wrong")) note.textContent = "";
  for (const field of document.querySelectorAll('[aria-invalid="true"]')) field.removeAttribute("aria-invalid");
  for (const [name, words] of Object.entries(wrong)) {
    const note = byId(`wrong-${name.replaceAll(".", "-")}`);
    if (note) note.textContent = words;
    document.querySelector(`[aria-describedby="${note?.id}"]`)?.setAttribute("aria-invalid", "true");
  }
}

const firstWrong = () => document.querySelector('#order [aria-invalid="true"]');
export const hasWrong = () => firstWrong() !== null;

/** Go to the first wrong entry; false where there is none. */
export function focusWrong() {
  const first = firstWrong();
  first?.focus();
  byId(first?.getAttribute("aria-describedby"))?.scrollIntoView({ block: "nearest" });
  return first !== null;
}

/** Nothing of a patient stays. */
export function clearEntries() {
  for (const field of document.querySelectorAll("[data-personal]")) field.value = "";
  holder.replaceChildren();
  delete holder.dataset.fields;
  mark({});
}
