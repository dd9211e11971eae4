// For those who write: a saved text shows at once, in the sheet that is open or on the whole page.

import { ask } from "./asking.js";
import { isEmpty, refresh, say } from "./tray.js";
import { t } from "./speech.js";

const EVERY = 1000; // milliseconds
let seen = document.body.dataset.live;

async function look() {
  try {
    const { mark, mistakes } = await ask("/mark", {});
    if (mark !== seen) {
      seen = mark;
      if (isEmpty()) location.reload();
      else {
        await refresh();
        say(mistakes.length ? t("Not shown yet: {mistake}", { mistake: mistakes[0] }) : t("The text changed. This is the new one."));
      }
    }
  } catch (error) {
    say(error.message);
  }
  setTimeout(look, EVERY);
}

export function startLive() {
  if (seen) setTimeout(look, EVERY);
}
