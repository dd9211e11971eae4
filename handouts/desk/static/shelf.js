// The shelf: search as one types, filters, favorites, and moving between tiles by keys.

import { after, ask, byId, chosen } from "./asking.js";
import * as pictures from "./pictures.js";
import { t } from "./speech.js";

const tiles = byId("tiles");
const query = byId("query");
const STARS = "handouts-favorites";
let order = [...tiles.children].map((tile) => tile.dataset.id);
let asked = 0;

export const shown = () => [...tiles.children].filter((tile) => !tile.hidden);

function stars() {
  try {
    return new Set(JSON.parse(localStorage.getItem(STARS) ?? "[]"));
  } catch {
    return new Set();
  }
}

function showStars() {
  const starred = stars();
  for (const button of tiles.querySelectorAll("[data-star]")) {
    const is = starred.has(button.dataset.star);
    button.setAttribute("aria-pressed", String(is));
    button.textContent = is ? "★" : "☆";
  }
}

function toggleStar(id) {
  const starred = stars();
  if (!starred.delete(id)) starred.add(id);
  try {
    localStorage.setItem(STARS, JSON.stringify([...starred]));
  } catch {
    // A browser that keeps nothing has no favorites.
  }
  showStars();
}

/** Put the tiles in order and hide those that do not fit. */
export function arrange() {
  const language = chosen("language");
  if (byId("both")) byId("beside").hidden = language === byId("both").dataset.first;
  const kind = byId("kind")?.value;
  const starred = stars();
  const searching = query.value.trim() !== "";
  const found = searching ? order : [...order].sort((a, b) => starred.has(b) - starred.has(a));
  const rank = new Map(found.map((id, place) => [id, place]));
  const easy = document.querySelector('input[name="edition"]:checked')?.dataset.easy !== undefined;
  let elsewhere = 0;
  for (const tile of tiles.children) {
    const speaks = (easy ? tile.dataset.easy : tile.dataset.languages).split(" ").includes(language);
    const matches = rank.has(tile.dataset.id) && (!kind || tile.dataset.kind === kind);
    if (matches && !speaks) elsewhere += 1;
    tile.hidden = !(matches && speaks);
    tile.style.order = rank.get(tile.dataset.id) ?? 0;
    for (const part of tile.querySelectorAll("[data-language]")) part.hidden = part.dataset.language !== language;
  }
  // In the order that is seen, so that keys and screen readers meet it too.
  const sorted = [...tiles.children].sort((a, b) => Number(a.style.order) - Number(b.style.order));
  if (sorted.some((tile, place) => tiles.children[place] !== tile)) tiles.append(...sorted);
  const seen = shown();
  for (const tile of tiles.children) tile.classList.toggle("first", searching && tile === seen[0]);
  byId("none").hidden = seen.length > 0;
  tell(seen, searching, elsewhere, language, easy);
}

function tell(seen, searching, elsewhere, language, easy) {
  const name = document.querySelector(`input[name="language"][value="${language}"]`)?.dataset.name ?? "";
  const others = elsewhere ? ` ${t(easy ? "{n} more not in easy read in {language}." : "{n} more not in {language}.", { n: elsewhere, language: name })}` : "";
  const title = seen[0]?.querySelector(".name")?.textContent;
  if (!searching) byId("found").textContent = others.trim();
  else if (!seen.length) byId("found").textContent = t("Nothing found.") + others;
  else if (seen.length === 1) byId("found").textContent = t("One sheet: {title}. Press Enter to take it.", { title }) + others;
  else byId("found").textContent = t("{n} sheets. Press Enter to take the first: {title}.", { n: seen.length, title }) + others;
}

/** Show the pictures of the chosen language and edition. */
export function repaint() {
  const language = chosen("language");
  const edition = chosen("edition");
  for (const tile of tiles.children) {
    if (!tile.dataset.languages.split(" ").includes(language)) continue;
    const image = tile.querySelector("img");
    image.dataset.wanted = `/thumbnail/${image.dataset.mark}/${tile.dataset.id}/${language}/${edition}.jpg`;
    if (image.getAttribute("src") !== image.dataset.wanted) pictures.watch(image);
  }
}

/** Whether the tiles now show what is typed; not where a later search is under way. */
async function search() {
  const mine = ++asked;
  try {
    const answer = await ask("/find", { query: query.value });
    if (mine !== asked) return false;
    order = answer.ids;
    arrange();
    return true;
  } catch (error) {
    byId("found").textContent = error.message;
    return false;
  }
}

/** How many tiles stand in the first row. */
function columns(list) {
  const top = list[0]?.offsetTop;
  return Math.max(1, list.filter((tile) => tile.offsetTop === top).length);
}

function moveBetween(event) {
  const list = shown();
  const at = list.findIndex((tile) => tile.contains(document.activeElement));
  const steps = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns(list), ArrowDown: columns(list), Home: -at, End: list.length - 1 - at };
  if (at < 0 || !(event.key in steps)) return;
  event.preventDefault();
  const to = at + steps[event.key];
  if (to < 0) query.focus();
  else list[Math.min(to, list.length - 1)].querySelector(".choose").focus();
}

/** `choose(id)` takes a sheet, `add(id)` puts one more into the packet, `bundle(ids)` takes a whole set. */
export function startShelf({ choose, add, bundle }) {
  const soon = after(60, search);
  query.addEventListener("input", soon);
  byId("search").addEventListener("submit", async (event) => {
    event.preventDefault();
    soon.cancel();
    const found = await search(); // never take a sheet that stood there before
    const first = shown()[0];
    if (found && first && query.value.trim()) choose(first.dataset.id);
  });
  query.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") {
      event.preventDefault();
      shown()[0]?.querySelector(".choose").focus();
    }
  });
  tiles.addEventListener("keydown", moveBetween);
  tiles.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.shiftKey && event.target.matches(".choose")) {
      event.preventDefault();
      add(event.target.dataset.choose);
    }
  });
  byId("shelf").addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    const { choose: one, add: more, star, bundle: ids } = button.dataset;
    if (one) choose(one);
    else if (more) add(more);
    else if (star) toggleStar(star);
    else if (ids) bundle(ids.split(" "));
    else if (button.id === "clear") clearSearch();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "F2") {
      event.preventDefault();
      query.focus();
      query.select();
    } else if (event.key === "Escape" && event.target === query) clearSearch();
  });
  byId("kind")?.addEventListener("change", arrange);
  showStars();
  arrange();
  for (const image of tiles.querySelectorAll("img")) pictures.watch(image);
}

/** Empty the search and go back to it. */
export function clearSearch() {
  query.value = "";
  if (byId("kind")) byId("kind").value = "";
  search();
  query.focus();
}
