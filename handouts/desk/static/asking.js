// Questions to the desk. Everything goes in a body with the page's token; nothing that is typed is ever in an address.

import { t } from "./speech.js";
const token = document.querySelector('meta[name="token"]').content;

/** Ask, and give the answer. Throws an Error whose message is in plain words. */
export async function ask(path, body) {
  let response;
  try {
    response = await fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Desk-Token": token },
      body: JSON.stringify(body),
    });
  } catch {
    throw new Error(t("The desk does not answer. Is its window still open? Start it again, then reload this page."));
  }
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw Object.assign(new Error(answer.message || t("The desk cannot do that.")), { answer });
  return answer;
}

export const byId = (id) => document.getElementById(id);
export const chosen = (name) => document.querySelector(`input[name="${name}"]:checked, input[type="hidden"][name="${name}"]`)?.value ?? "";

/** The language of the sheet, or two joined by a plus for a sheet in both. */
export function language() {
  const wanted = chosen("language");
  const both = byId("both");
  return both?.checked && wanted !== both.dataset.first ? `${both.dataset.first}+${wanted}` : wanted;
}

/** Call it once, `wait` milliseconds after the last time it was asked for. */
export function after(wait, call) {
  let timer;
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(call, wait);
  };
  later.cancel = () => clearTimeout(timer);
  return later;
}
