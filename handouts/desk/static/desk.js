// The front desk: find, tailor, print. Then the next patient, with nothing left of the last one.

import { ask, byId } from "./asking.js";
import { arrange, clearSearch, repaint, startShelf } from "./shelf.js";
import { startLive } from "./live.js";
import * as handing from "./handing.js";
import { focusWrong } from "./entries.js";
import { add, answer, choose, copies, empty, insist, isEmpty, lacks, say, settle, startTray } from "./tray.js";
import { t } from "./speech.js";

const idle = Number(document.body.dataset.idle) * 1000;
const leftAfterPrinting = Number(document.body.dataset.printed) * 1000;
let timer;
let printing = false;

function nextPatient() {
  byId("code")?.close();
  handing.leave();
  empty();
  for (const usual of document.querySelectorAll("input[data-usual]")) usual.checked = true;
  if (byId("both")) byId("both").checked = false;
  repaint();
  clearSearch();
}

/** Start the time after which patient data goes. */
function wind(wait = idle) {
  clearTimeout(timer);
  timer = setTimeout(() => {
    if (!isEmpty()) nextPatient();
  }, wait);
}

/** Open the browser's print window on the exact PDF. */
function openPrintWindow(address) {
  return new Promise((resolve, reject) => {
    const frame = byId("paper-feed");
    const late = setTimeout(() => reject(new Error("late")), 20000);
    frame.onload = () => {
      clearTimeout(late);
      frame.onload = null;
      try {
        frame.contentWindow.focus();
        frame.contentWindow.print();
        resolve();
      } catch (error) {
        reject(error);
      }
    };
    frame.src = address;
  });
}

async function print() {
  if (printing) return; // whether it may be printed is asked anew: an entry may just have been mended
  printing = true;
  try {
    say(t("Getting the sheet ready …"));
    const made = await settle();
    if (!made || byId("print").getAttribute("aria-disabled") === "true") return void focusWrong();
    if (lacks(made)) {
      insist();
      focusWrong();
      return say(t("Something is still needed. Then print."));
    }
    const printer = byId("printer")?.value;
    let said = t("The print window is open.");
    if (printer) said = (await ask("/send", { name: made.name, copies: copies(), printer })).message;
    else {
      const address = `/held/${made.name}/${copies()}/handout.pdf`;
      try {
        await openPrintWindow(address);
      } catch {
        window.open(address, "_blank");
        said = t("The sheet is open in another tab. Print it there.");
      }
    }
    await printed(made, said);
  } catch (error) {
    say(error.message);
  } finally {
    printing = false;
  }
}

async function printed(made, said) {
  const told = await ask("/printing", { name: made.name, copies: copies() });
  handing.begin(made.name);
  byId("done").textContent = said;
  byId("after").hidden = false;
  byId("print").hidden = true;
  byId("warning").hidden = true;
  byId("next").focus();
  say("");
  wind(leftAfterPrinting);
  showRecent(told.recent);
}

/** The edge on which this printer turns the paper is remembered: it is the printer's, not the patient's. */
const EDGE = "handouts-printer-edge";

function startFolding() {
  try {
    byId("flip").value = localStorage.getItem(EDGE) || byId("flip").value;
  } catch {
    // A browser that keeps nothing is asked each time.
  }
  byId("flip").addEventListener("change", () => {
    try {
      localStorage.setItem(EDGE, byId("flip").value);
    } catch {
      // As above.
    }
  });
  byId("fold-test").addEventListener("click", printFoldTest);
}

async function printFoldTest() {
  const [printer, paper, flip] = ["printer", "paper", "flip"].map((id) => byId(id)?.value);
  try {
    if (printer) return say((await ask("/send-fold-test", { printer, paper, flip })).message);
    await openPrintWindow(`/fold-test/${paper}/${flip}.pdf`);
    say(t("The print window is open for the test sheet."));
  } catch (error) {
    say(error.message);
  }
}

function startPhone() {
  byId("phone")?.addEventListener("click", async () => {
    try {
      const made = await settle();
      if (!made) return void focusWrong();
      byId("code-body").innerHTML = (await ask("/phone", { name: made.name })).code; // from our own template
      byId("code").showModal();
    } catch (error) {
      say(error.message);
    }
  });
  byId("code-close")?.addEventListener("click", () => byId("code").close());
  byId("code")?.addEventListener("close", () => byId("code-body").replaceChildren());
}

function showRecent(ids) {
  const list = byId("recent-list");
  list.replaceChildren(
    ...ids.map((id) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "chip";
      button.dataset.choose = id;
      button.textContent = document.querySelector(`.tile[data-id="${CSS.escape(id)}"] .name`)?.textContent ?? id;
      return button;
    }),
  );
  byId("recent").hidden = ids.length === 0;
}

async function copyRecord() {
  const lines = answer()?.record ?? [];
  const today = new Date().toISOString().slice(0, 10);
  try {
    await navigator.clipboard.writeText(lines.map((line) => `Handout given ${today}: ${line}`).join("\n"));
    say(t("Copied. Paste it into the chart."));
  } catch {
    say(lines.join(" "));
  }
}

function take(...ids) {
  handing.leave();
  choose(...ids);
}

startShelf({ choose: (id) => take(id), add, bundle: (ids) => take(...ids) });
handing.start();
startTray();
for (const input of document.querySelectorAll("#languages input:checked, #editions input:checked")) input.dataset.usual = "";
for (const input of document.querySelectorAll("#languages input, #editions input")) {
  input.addEventListener("change", () => {
    repaint();
    arrange();
  });
}
startFolding();
startPhone();
byId("order").addEventListener("submit", (event) => {
  event.preventDefault();
  print();
});
byId("next").addEventListener("click", () => {
  handing.settle(true).catch((error) => say(error.message));
  nextPatient();
});
byId("start-over").addEventListener("click", nextPatient);
byId("back").addEventListener("click", nextPatient);
byId("again").addEventListener("click", () => {
  handing.settle(false).catch((error) => say(error.message));
  byId("after").hidden = true;
  byId("print").hidden = false;
  print();
});
byId("record").addEventListener("click", copyRecord);
byId("save").addEventListener("click", () => say(t("Saved where your browser puts downloads. Delete it there if it names a patient.")));
for (const kind of ["input", "pointerdown", "keydown"]) {
  document.addEventListener(kind, () => wind(byId("after").hidden ? idle : leftAfterPrinting), { passive: true });
}
window.addEventListener("pageshow", (event) => {
  if (event.persisted) nextPatient(); // a browser may bring back a page as it was left
});
wind();
startLive();
