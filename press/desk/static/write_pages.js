// The pages of a text: pictures that are swapped in place, and over them a button for each line.
import { say } from "/static/desk.js";

const at = (id) => document.getElementById(id);
const SIZES = [14, 18, 23, 30, 38, 48, 60]; // rem, how wide a page is
const KEPT = "bedside-zoom";
export const keyOf = (one) => `${one.file}:${one.line}`;

export class Pages {
  constructor({ choose, toFindings }) {
    this.choose = choose;
    this.toFindings = toFindings;
    this.leaves = at("leaves");
    this.known = new Map(); // where each line was seen last
    this.wanted = null; // the line that gets the focus when it is there
    this.leaves.addEventListener("keydown", (event) => this.move(event));
    this.leaves.addEventListener("click", (event) => this.pick(event.target));
    this.zoom();
  }

  async show(told) {
    const old = [...this.leaves.children];
    old.slice(told.pages.length).forEach((leaf) => leaf.remove());
    const marks = marksOf(told);
    const held = document.activeElement?.dataset?.key;
    await Promise.all(told.pages.map((page, number) => this.leaf(page, number, old[number])));
    const rows = inOrder(told);
    told.pages.forEach((_, number) => this.overlay(number, rows.get(number) ?? [], marks));
    for (const row of told.lines) this.known.set(keyOf(row), row);
    this.was(told);
    if (held && document.activeElement === document.body) this.button(held)?.focus({ preventScroll: true });
    if (this.wanted && this.button(this.wanted)) {
      const free = [document.body, null].includes(document.activeElement) || document.activeElement.closest("#leaves");
      if (free) this.button(this.wanted).focus({ preventScroll: true });
      this.wanted = null;
    }
  }

  async leaf(page, number, leaf) {
    if (!leaf) {
      leaf = document.createElement("figure");
      leaf.className = "leaf";
      const skip = Object.assign(document.createElement("a"), { className: "skip", href: "#findings", textContent: say("write.skip") });
      skip.addEventListener("click", (event) => { event.preventDefault(); this.toFindings(); });
      const paper = Object.assign(document.createElement("div"), { className: "paper sheet" });
      const picture = Object.assign(document.createElement("img"), { alt: say("write.page", { page: number + 1 }) });
      const lines = Object.assign(document.createElement("div"), { className: "lines" });
      paper.append(picture, lines);
      leaf.append(skip, paper, Object.assign(document.createElement("figcaption"), { textContent: say("write.page", { page: number + 1 }) }));
      this.leaves.append(leaf);
    }
    const picture = leaf.querySelector("img");
    if (leaf.dataset.sha === page.sha) return;
    leaf.dataset.sha = page.sha;
    picture.width = page.width;
    picture.height = page.height;
    const address = `/page/${page.sha}.png`;
    const fresh = new Image();
    fresh.src = address;
    try {
      await fresh.decode(); // so that nothing flashes
    } catch {
      return;
    }
    if (leaf.dataset.sha === page.sha) picture.src = address;
  }

  overlay(number, rows, marks) {
    const lines = this.leaves.children[number].querySelector(".lines");
    const drawn = JSON.stringify([rows, rows.map(({ row }) => marks.get(keyOf(row)) ?? "")]);
    if (lines.drawn === drawn) return;
    lines.drawn = drawn;
    lines.replaceChildren(...rows.map(({ row, boxes, first }) => {
      const button = document.createElement("div");
      button.className = `line ${marks.get(keyOf(row)) ?? ""}`;
      button.row = row;
      button.dataset.kind = row.kind;
      if (first) {
        button.role = "button";
        button.tabIndex = row.mend ? 0 : -1;
        button.dataset.key = keyOf(row);
        button.ariaLabel = label(row, marks.get(keyOf(row)));
      }
      button.append(...boxes.map(boxed));
      return button;
    }));
  }

  // words that are lost are shown where they were
  was(told) {
    for (const old of this.leaves.querySelectorAll(".was")) old.remove();
    for (const one of told.lost) {
      const row = this.known.get(keyOf(one));
      const box = row?.boxes[0];
      const lines = box && this.leaves.children[box[0]]?.querySelector(".lines");
      if (!lines) continue;
      const mark = boxed(box);
      mark.className = "was";
      mark.textContent = one.word;
      lines.append(mark);
    }
  }

  button(key) {
    return this.leaves.querySelector(`[data-key="${CSS.escape(key)}"]`);
  }

  // Scrolls to a line, outlines it and gives it the focus; whether it is on a page.
  lead(one, { focus = true } = {}) {
    const button = this.button(keyOf(one));
    if (!button) return false;
    for (const old of this.leaves.querySelectorAll(".led")) old.classList.remove("led");
    button.classList.add("led");
    (button.firstElementChild ?? button).scrollIntoView({ block: "center", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
    if (focus) button.focus({ preventScroll: true });
    return true;
  }

  // The line that is being mended is outlined meanwhile.
  opened(line) {
    for (const old of this.leaves.querySelectorAll(".open")) old.classList.remove("open");
    const button = line && this.button(keyOf(line));
    if (!button) return;
    button.classList.add("open");
    // where the panel lies over the page, the line goes above it
    if (matchMedia("(max-width: 52rem)").matches) button.firstElementChild.scrollIntoView({ block: "start" });
  }

  focus(line) {
    const button = line && this.button(keyOf(line));
    if (button) button.focus({ preventScroll: true });
  }

  comeBack(line) {
    this.wanted = keyOf(line);
    this.focus(line);
  }

  pick(target) {
    const button = target.closest?.(".line");
    if (button) this.choose(button.row);
  }

  move(event) {
    const button = event.target.closest(".line[data-key]");
    if (!button || event.ctrlKey || event.metaKey || event.altKey) return;
    const all = [...this.leaves.querySelectorAll(".line[data-key]")];
    const here = all.indexOf(button);
    const other = {
      ArrowDown: here + 1, ArrowRight: here + 1, ArrowUp: here - 1, ArrowLeft: here - 1, Home: 0, End: all.length - 1,
    }[event.key];
    if (event.key === "Enter" || event.key === " ") this.choose(button.row);
    else if (other === undefined) return;
    else all[other]?.focus();
    event.preventDefault();
  }

  zoom() {
    const set = (size) => {
      this.size = size;
      this.leaves.style.setProperty("--leaf", size ? `${size}rem` : "");
      this.leaves.classList.toggle("sized", Boolean(size));
      at("fit").setAttribute("aria-pressed", String(!size));
      try { localStorage.setItem(KEPT, size || ""); } catch { /* a browser that keeps nothing */ }
    };
    const wide = () => this.leaves.firstElementChild ? this.leaves.firstElementChild.offsetWidth / 16 : 24;
    at("larger").addEventListener("click", () => set(SIZES.find((one) => one > wide() + 0.5) ?? SIZES.at(-1)));
    at("smaller").addEventListener("click", () => set(SIZES.findLast((one) => one < wide() - 0.5) ?? SIZES[0]));
    at("fit").addEventListener("click", () => set(0));
    let kept = 0;
    try { kept = Number(localStorage.getItem(KEPT)); } catch { /* as above */ }
    set(SIZES.includes(kept) ? kept : 0);
  }
}

function label(row, mark = "") {
  const name = row.kind === "picture" ? say("write.a_picture", { name: row.name }) : row.name;
  return mark ? `${name} (${say(mark === "error" ? "write.has_error" : "write.has_question")})` : name;
}

function boxed([, left, top, width, height]) {
  const box = document.createElement("span");
  Object.assign(box.style, { left: `${left * 100}%`, top: `${top * 100}%`, width: `${width * 100}%`, height: `${height * 100}%` });
  return box;
}

function marksOf(told) {
  const marks = new Map();
  for (const one of told.findings) {
    if (marks.get(keyOf(one)) !== "error") marks.set(keyOf(one), one.kind);
  }
  for (const one of told.lost) marks.set(keyOf(one), "error");
  return marks;
}

// The lines of each page in the order in which they are read; a picture stands before what is below it.
function inOrder(told) {
  const byPage = new Map();
  for (const row of told.lines) {
    const numbers = [...new Set(row.boxes.map((box) => box[0]))];
    numbers.forEach((number, nth) => {
      const here = byPage.get(number) ?? byPage.set(number, []).get(number);
      const one = { row, boxes: row.boxes.filter((box) => box[0] === number), first: nth === 0 };
      const below = row.kind === "picture" ? here.findIndex((other) => under(one.boxes[0], other.boxes[0])) : -1;
      if (below < 0) here.push(one);
      else here.splice(below, 0, one);
    });
  }
  return byPage;
}

function under(picture, other) {
  const [, left, top, width] = picture;
  return other[2] > top && other[1] < left + width && other[1] + other[3] > left;
}
