// What was printed counts when somebody says that it was handed out: a browser does not tell whether its print window
// was closed again. Who goes on without saying so is asked later, by the titles of the sheets; no patient is in it.

import { ask, byId } from "./asking.js";

const waiting = []; // printed, and nobody said yet what became of it
let current = null;

/** A print window was opened, or a job was sent. */
export function begin(name) {
  const reason = byId("reason")?.value ?? "";
  current = { name, reason, title: byId("chosen-title")?.textContent ?? "" };
}

/** Whether what is being printed was handed out. */
export async function settle(handedOut) {
  const one = current;
  current = null;
  if (one) await tell(one, handedOut);
}

/** Somebody goes on without a word. */
export function leave() {
  if (current && byId("unsure")) waiting.push(current);
  current = null;
  show();
}

const tell = ({ name, reason }, handedOut) => ask("/printed", { name, reason, handed_out: handedOut });

function show() {
  if (!byId("unsure")) return;
  byId("unsure").hidden = waiting.length === 0;
  byId("unsure-title").textContent = waiting[0]?.title ?? "";
}

export function start() {
  for (const [id, handedOut] of [["unsure-yes", true], ["unsure-no", false]]) {
    byId(id)?.addEventListener("click", async () => {
      const one = waiting.shift();
      show();
      byId("query").focus();
      if (one) await tell(one, handedOut).catch((error) => { byId("found").textContent = error.message; });
    });
  }
}
