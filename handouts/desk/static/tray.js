// The tray: what was chosen, as it will print. The desk makes the sheets; here they are only asked for and shown.

import { after, ask, byId, chosen, language } from "./asking.js";
import { clearEntries, entries, hasWrong, mark, showForm } from "./entries.js";
import { t } from "./speech.js";

const tray = byId("tray");
let items = [];
let held = null; // the desk's answer to the last order
let asked = 0;
let insisted = false; // whether somebody wanted to print already: until then a field may be empty
const soon = after(250, refresh);

export const isEmpty = () => items.length === 0;
export const answer = () => held;
export const say = (text) => {
  byId("status").textContent = text;
};

export function copies() {
  const wanted = Math.trunc(Number(byId("copies").value));
  const most = Number(byId("copies").max);
  return Math.min(Math.max(wanted || 1, 1), most);
}

function order() {
  return {
    items: items.map((item) => ({ handout: item.id, left_out: [...item.leftOut], added: [...item.added], ticked: [...item.ticked] })),
    language: language(),
    edition: chosen("edition"),
    paper: byId("paper").value,
    fold: byId("fold").value,
    flip: byId("flip").value,
    copies: copies(),
    name: byId("name").value,
    note: byId("note").value,
    fields: entries(),
    forget: held?.name,
  };
}

/** Ask the desk for the sheets as they are wanted now, and show them. */
export async function refresh() {
  if (isEmpty()) return null;
  const mine = ++asked;
  tray.setAttribute("aria-busy", "true");
  try {
    const made = await ask("/order", order());
    if (mine !== asked) {
      ask("/forget", { forget: made.name }).catch(() => {});
      return null;
    }
    held = made;
    show(made);
    say("");
    return made;
  } catch (error) {
    if (mine === asked) {
      held = null;
      byId("print").setAttribute("aria-disabled", "true");
      byId("save").hidden = true;
      complain(error.answer);
      say(error.message);
    }
    return null;
  } finally {
    if (mine === asked) tray.removeAttribute("aria-busy");
  }
}

/** Show that there is no such sheet: what stood in the preview is not what would be printed. */
function complain(answer) {
  tray.dataset.stale = "";
  offer(answer);
  mark(answer?.wrong ?? {});
  if (!byId("chosen-title")) {
    const title = document.createElement("h2");
    title.id = "chosen-title";
    title.tabIndex = -1;
    title.textContent = items.length > 1 ? t("Packet of {n} sheets", { n: items.length }) : document.querySelector(`.tile[data-id="${CSS.escape(items[0].id)}"] .name`)?.textContent;
    byId("items").replaceChildren(title);
  }
  const print = byId("print");
  print.dataset.may = "stop";
  print.textContent = t("Cannot be printed");
  byId("warning").hidden = true;
  byId("summary").textContent = "";
}

/** Offer the fields and the kinds of print that these sheets have. */
function offer(answer) {
  showForm(answer);
  if (!answer?.lacking) return;
  for (const input of document.querySelectorAll("#editions input")) {
    const lacks = answer.lacking.includes(input.value);
    input.disabled = lacks && !input.checked;
    input.closest("label").classList.toggle("absent", lacks);
  }
  byId("lacking").hidden = !document.querySelector("#editions .absent");
}

/** The sheets as they are wanted at this moment, with nothing typed still on its way; null where they cannot be had. */
export async function settle() {
  byId("copies").value = copies();
  for (let tries = 0; tries < 5; tries += 1) {
    soon.cancel();
    const mine = asked + 1;
    const made = await refresh();
    if (made || asked === mine) return made;
  }
  return null;
}

/** Whether a sheet lacks what each patient's copy needs. */
export const lacks = (made) => Object.keys(made.missing).length > 0;

/** Say beside the empty fields that they are needed. */
export function insist() {
  insisted = true;
  mark(held.missing);
}

function show(made) {
  const focused = document.activeElement?.id;
  byId("items").innerHTML = made.items; // from our own templates, with everything escaped
  byId("preview").innerHTML = made.preview;
  delete tray.dataset.stale;
  offer(made);
  mark(insisted ? made.missing : {});
  if (focused && document.activeElement?.id !== focused) byId(focused)?.focus();
  for (const input of document.querySelectorAll('#languages input')) {
    input.closest("label").classList.toggle("absent", !made.languages.includes(input.value));
  }
  byId("save").href = `/held/${made.name}/${copies()}/handout.pdf`;
  byId("save").hidden = made.may === "stop" || lacks(made);
  summarize(made);
  const print = byId("print");
  const strict = document.body.dataset.final === "yes" && made.may !== "print";
  const stop = made.may === "stop" || strict;
  print.dataset.may = stop ? "stop" : made.may;
  print.setAttribute("aria-disabled", String(stop));
  print.textContent = stop ? t("Cannot be printed") : made.may === "draft" ? t("Print as a marked draft") : t("Print");
  const warning = byId("warning");
  warning.hidden = made.may === "print";
  warning.textContent = stop
    ? t("This sheet may not be handed out. Choose another one.")
    : t("Not for patients yet. Every page says so.");
}

function summarize(made) {
  const count = (n, one, many) => t(n === 1 ? one : many, { n });
  const each = copies() > 1;
  const parts = [
    count(copies(), "{n} copy", "{n} copies"),
    made.flip
      ? count(made.pages, each ? "{n} side each" : "{n} side", each ? "{n} sides each" : "{n} sides")
      : count(made.pages, each ? "{n} page each" : "{n} page", each ? "{n} pages each" : "{n} pages"),
    count(made.papers, "{n} piece of paper", "{n} pieces of paper"),
  ];
  const turned = made.flip === "short" ? "Both sides, flip on the short edge." : "Both sides, flip on the long edge.";
  byId("summary").textContent = `${parts.join(", ")}.${made.pages > 1 ? ` ${t(turned)}` : ""}`;
}

function open() {
  document.body.classList.toggle("has-tray", !isEmpty());
  byId("order").hidden = isEmpty();
  byId("empty").hidden = !isEmpty();
  tray.setAttribute("aria-labelledby", isEmpty() ? "tray-title" : "chosen-title");
  byId("after").hidden = true;
  byId("print").hidden = false;
  if (isEmpty()) {
    byId("items").replaceChildren();
    byId("preview").replaceChildren();
  }
}

/** Take a sheet, or a whole set, in place of what was there. */
export async function choose(...ids) {
  byId("items").replaceChildren(); // another patient's sheet must not stand there while this one is made
  byId("preview").replaceChildren();
  items = ids.map((id) => ({ id, leftOut: new Set(), added: new Set(), ticked: new Set() }));
  open();
  const made = await refresh();
  if (made) byId("print").focus({ preventScroll: getComputedStyle(byId("go")).position === "sticky" }); // else out of sight
}

/** Put one more sheet into the packet. */
export async function add(id) {
  if (items.some((item) => item.id === id)) return say(t("That sheet is in the packet already."));
  items.push({ id, leftOut: new Set(), added: new Set(), ticked: new Set() });
  open();
  const made = await refresh();
  if (made) return say(t("{n} sheets in the packet.", { n: items.length }));
  if (items.length < 2 || items.at(-1).id !== id || hasWrong()) return undefined;
  const why = byId("status").textContent; // it does not go with what was chosen for the others: they stay as they were
  items.pop();
  await refresh();
  return say(`${t("Not added.")} ${why}`);
}

/** Start anew: nothing of the last patient stays on the page or at the desk. */
export function empty() {
  asked += 1;
  if (held) ask("/forget", { forget: held.name }).catch(() => {});
  held = null;
  items = [];
  insisted = false;
  clearEntries();
  byId("copies").value = 1;
  byId("fold").value = "";
  showFolding();
  for (const label of document.querySelectorAll(".choices .absent")) label.classList.remove("absent");
  for (const input of document.querySelectorAll("#editions input")) input.disabled = false;
  byId("lacking").hidden = true;
  byId("paper-feed").onload = null;
  byId("paper-feed").removeAttribute("src");
  byId("save").removeAttribute("href");
  say("");
  open();
}

function showFolding() {
  byId("folding").hidden = !byId("fold").value;
}

function move(from, by) {
  const to = from + by;
  if (to < 0 || to >= items.length) return;
  items.splice(to, 0, ...items.splice(from, 1));
  refresh().then(() => {
    const button = byId(`${by < 0 ? "up" : "down"}-${to}`);
    (button && !button.disabled ? button : byId(`${by < 0 ? "down" : "up"}-${to}`))?.focus();
    say(t("Now number {place} of {n}.", { place: to + 1, n: items.length }));
  });
}

function remove(at) {
  items.splice(at, 1);
  open();
  if (isEmpty()) byId("query").focus();
  else refresh().then(() => byId("chosen-title")?.focus());
}

function put(set, number, inside) {
  if (inside) set.add(number);
  else set.delete(number);
}

function drag() {
  let from = null;
  const list = byId("items");
  const line = (event) => event.target.closest("li[data-place]");
  list.addEventListener("dragstart", (event) => {
    from = Number(line(event)?.dataset.place);
    event.dataTransfer.effectAllowed = "move";
  });
  list.addEventListener("dragover", (event) => {
    if (from !== null && line(event)) event.preventDefault();
  });
  list.addEventListener("drop", (event) => {
    const to = line(event);
    if (from === null || !to) return;
    event.preventDefault();
    move(from, Number(to.dataset.place) - from);
    from = null;
  });
}

export function startTray() {
  for (const id of ["name", "note", "copies", "entries"]) byId(id).addEventListener("input", soon);
  byId("copies").addEventListener("change", () => {
    byId("copies").value = copies();
  });
  byId("fewer").addEventListener("click", () => step(-1));
  byId("more").addEventListener("click", () => step(1));
  const step = (by) => {
    byId("copies").value = copies() + by;
    byId("copies").value = copies();
    soon();
  };
  for (const id of ["paper", "fold", "flip"]) byId(id).addEventListener("change", refresh);
  byId("fold").addEventListener("change", showFolding);
  for (const input of document.querySelectorAll('#languages input')) {
    input.addEventListener("change", () => {
      // parts and boxes are numbered in each language
      for (const item of items) for (const set of [item.leftOut, item.added, item.ticked]) set.clear();
      refresh();
    });
  }
  for (const input of document.querySelectorAll('#editions input, #both')) input.addEventListener("change", refresh);
  byId("items").addEventListener("click", (event) => {
    const { move: by, at, remove: gone } = event.target.dataset;
    if (by) move(Number(at), Number(by));
    else if (gone) remove(Number(gone));
  });
  byId("items").addEventListener("change", (event) => {
    const { item, part, extra, tick } = event.target.dataset;
    if (item === undefined) return;
    const { leftOut, added, ticked } = items[Number(item)];
    if (tick !== undefined) put(ticked, Number(tick), event.target.checked);
    else if (extra !== undefined) put(added, Number(extra), event.target.checked);
    else put(leftOut, Number(part), !event.target.checked);
    refresh();
  });
  drag();
}
