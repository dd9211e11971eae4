// Pictures of sheets come two at a time, those in sight first: a browser keeps six lines to the desk, and while pictures are
// being drawn for the first time, a search must not wait behind them.

const AT_ONCE = 2;
const waiting = new Set();
let underway = 0;

const seen = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) waiting.add(target);
      else waiting.delete(target);
    }
    next();
  },
  { rootMargin: "300px" },
);

/** Show `data-wanted` of an image once it comes into sight. */
export function watch(image) {
  seen.unobserve(image);
  seen.observe(image);
}

function next() {
  while (underway < AT_ONCE && waiting.size) {
    const [image] = waiting;
    waiting.delete(image);
    seen.unobserve(image);
    if (image.getAttribute("src") === image.dataset.wanted) continue;
    underway += 1;
    image.onload = image.onerror = () => {
      image.onload = image.onerror = null;
      underway -= 1;
      next();
    };
    image.src = image.dataset.wanted;
  }
}
