// The print page: lists that follow what is chosen, what comes out, and the browser's print window.
import { listen, post, say, stopped, tell } from "/static/desk.js";
import { keepTime, tookLast } from "/static/times.js";

const NAMES = ["guide", "locale", "clinic", "product", "edition", "how"];
const KEPT = "bedside-print";
const RESTS = 350; // ms
const form = document.getElementById("print");
const going = document.getElementById("going");
let turn = 0; // what was asked last: an answer to an earlier question is dropped
let busy = null; // what is printed just now: its name, when it began, which button was pressed
let saved = ""; // the clinic that was saved just now: its numbers are to be dialled

const part = (name, within = document) => within.querySelector(`[data-part="${name}"]`);
const chosen = () => Object.fromEntries([...new FormData(form)].filter(([name]) => NAMES.includes(name)));
const query = (asked) => new URLSearchParams(asked).toString();

function remembered() {
  try {
    return JSON.parse(localStorage.getItem(KEPT)) ?? {};
  } catch {
    return {};
  }
}

function remember() {
  try {
    localStorage.setItem(KEPT, JSON.stringify(chosen()));
  } catch {
    // a browser that keeps nothing: the usual is offered the next time
  }
}

async function fragment(address) {
  let response;
  try {
    response = await fetch(address);
  } catch {
    tell(say("lost"), true);
    return null;
  }
  const text = await response.text();
  return response.ok ? new DOMParser().parseFromString(text, "text/html") : null;
}

const values = (element) => [...element.querySelectorAll("input, option")].map((one) => one.value).join("\n");

// Where somebody is at work nothing is replaced, unless the list itself is another.
function replace(name, fresh) {
  const old = part(name);
  if (!old || !fresh || old.innerHTML === fresh.innerHTML) return;
  const focus = old.contains(document.activeElement) ? document.activeElement.id : "";
  if (focus && values(old) === values(fresh)) return;
  old.replaceWith(fresh);
  if (focus) document.getElementById(focus)?.focus({ preventScroll: true });
}

// What stands beside the list of clinics follows it, also while the list is in use; ticks stay.
function follow(old, fresh) {
  for (const way of [".about", ".now", "#new-clinic"]) {
    const [mine, theirs] = [old.querySelector(way), fresh.querySelector(way)];
    if (mine && theirs && mine.outerHTML !== theirs.outerHTML) mine.replaceWith(theirs.cloneNode(true));
  }
}

async function choose(asked, panelStays = false) {
  const mine = ++turn;
  const fresh = await fragment(`/print/choices?${query(saved ? { ...asked, saved } : asked)}`);
  if (!fresh || mine !== turn) return;
  const copies = document.getElementById("copies")?.value; // as typed by now, not when it was asked
  for (const name of ["guide", "locale", "clinic", "product", "edition", "how", "act", "outcome"]) {
    if (name === "clinic") follow(part(name), part(name, fresh));
    replace(name, part(name, fresh));
  }
  if (copies && document.getElementById("copies")) document.getElementById("copies").value = copies;
  if (busy) atWork();
  if (!panelStays) hidePanel();
  const now = chosen();
  history.replaceState(null, "", `/print?${query(saved === now.clinic && saved ? { ...now, saved } : now)}`);
  count();
  await draw(mine);
}

// Who goes through a list asks for one picture, and not for each on the way: the room draws one at a time.
async function draw(mine = ++turn, rests = RESTS) {
  await new Promise((done) => setTimeout(done, rests));
  if (mine !== turn || busy) return; // who prints waits for no picture: it is drawn afterwards
  const fresh = await fragment(`/print/outcome?${query(chosen())}`);
  if (!fresh || mine !== turn) return;
  replace("outcome", part("outcome", fresh));
  count();
}

// How many sheets that takes, and what to choose in the print window: of cards several lie on a sheet.
function count() {
  const copies = document.getElementById("copies");
  const hint = document.getElementById("copies-hint");
  if (!copies || !hint) return;
  const sum = document.querySelector(".sum");
  const wanted = Math.max(Number.parseInt(copies.value, 10) || 1, 1);
  const pieces = Number(sum?.dataset.pieces ?? 1);
  const times = Math.ceil(wanted / pieces);
  const sheets = times * Number(sum?.dataset.sheets ?? 0);
  const told = [];
  if (sheets) told.push(say(sheets === 1 ? "print_sheet" : "print_sheets", { count: sheets }));
  if (times > 1) told.push(say("print_times", { count: times }));
  hint.textContent = told.join(" ");
  keepCopies(wanted);
}

// Who makes a clinic meanwhile finds the number of copies again, too.
function keepCopies(wanted) {
  for (const link of document.querySelectorAll(".part[data-part=clinic] a[href^='/clinics/']")) {
    const address = new URL(link.href);
    address.searchParams.set("copies", wanted);
    link.setAttribute("href", address.pathname + address.search);
  }
}

function hidePanel() {
  const panel = document.getElementById("panel");
  panel.hidden = true;
  panel.replaceChildren();
}

function showPanel(html, printing) {
  const panel = document.getElementById("panel");
  const fresh = new DOMParser().parseFromString(html, "text/html");
  panel.replaceChildren(...fresh.body.childNodes);
  if (!printing) for (const one of panel.querySelectorAll("[data-when=print]")) one.remove();
  const times = panel.querySelector("[data-times]");
  if (times) times.textContent = document.getElementById("copies-hint")?.textContent ?? "";
  panel.hidden = false;
  panel.querySelector("h2")?.setAttribute("id", "came");
  panel.setAttribute("role", "group");
  panel.setAttribute("aria-labelledby", "came");
  panel.focus({ preventScroll: true });
  panel.scrollIntoView({ block: "nearest" });
}

// The browser's own window, with the PDF as it is: true size and flip are asked for in the file.
// A frame of its own each time: the one before may still be open in that window.
function printNow(address) {
  const old = document.getElementById("paper");
  const paper = old.cloneNode();
  paper.hidden = false;
  paper.addEventListener("load", () => {
    try {
      paper.contentWindow.focus();
      paper.contentWindow.print();
    } catch {
      window.open(address, "_blank", "noopener");
    }
  });
  paper.src = address;
  old.replaceWith(paper);
}

// The buttons while something is printed, and (`busy` null) as they are else. They may be others by now.
function atWork() {
  const seconds = busy ? Math.round((Date.now() - busy.began) / 1000) : 0;
  for (const one of form.querySelectorAll(".buttons button[type=submit]")) {
    one.dataset.called ??= one.textContent;
    if (busy) one.setAttribute("aria-disabled", "true");
    else one.removeAttribute("aria-disabled");
    const works = busy && one.value === busy.value;
    one.textContent = works ? (busy.isStopped ? say("print_stopping") : say("print_seconds", { count: seconds })) : one.dataset.called;
  }
  const stop = document.getElementById("stop");
  if (stop) stop.hidden = !busy;
  const took = document.getElementById("took");
  if (took) took.textContent = busy?.took ?? "";
  if (took) took.hidden = !took.textContent;
  if (busy && !busy.isStopped && seconds && seconds % 15 === 0) going.textContent = say("print_still", { count: seconds });
}

const kindOf = ({ guide, product, edition }) => ["print", guide, product, edition].join(" ");

async function run(printing) {
  if (busy) return;
  const asked = chosen();
  busy = { name: `${Date.now()}-${Math.random()}`, began: Date.now(), value: printing ? "print" : "save", took: tookLast(kindOf(asked)), isStopped: false };
  const mine = busy;
  remember();
  hidePanel();
  going.textContent = [say("print_going"), mine.took].join(" ").trim();
  atWork();
  const clock = setInterval(atWork, 1000);
  const answer = await post("/print/run", { ...asked, run: mine.name });
  clearInterval(clock);
  const focus = document.activeElement?.id === "stop";
  busy = null;
  atWork();
  const goesOn = printing && !mine.isStopped; // who stopped it wants no window
  going.textContent = answer.pdf && mine.isStopped ? say("print_too_late") : answer.says;
  if (answer.panel) showPanel(answer.panel, goesOn);
  else if (answer.status) tell(answer.says, true);
  if (focus && !answer.panel) form.querySelector(".buttons .first")?.focus();
  if (answer.pdf && !mine.isStopped) keepTime(kindOf(asked), (Date.now() - mine.began) / 1000);
  if (!document.querySelector(".side image")) draw();
  if (answer.pdf && goesOn) printNow(answer.pdf);
}

async function stop() {
  if (!busy || busy.isStopped) return;
  busy.isStopped = true;
  going.textContent = say("print_stopping");
  atWork();
  if (!(await stopped(busy.name)) && busy) busy.isStopped = false; // the button can be pressed again
}

form.addEventListener("change", (event) => {
  if (NAMES.includes(event.target.name)) choose(chosen());
});
form.addEventListener("input", (event) => {
  if (event.target.id === "copies") count();
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  run(event.submitter?.value !== "save");
});
document.addEventListener("click", async (event) => {
  if (event.target.id === "stop") stop();
  if (event.target.matches("[data-print]")) printNow(event.target.dataset.print);
  if (!event.target.matches("[data-copy]")) return;
  const places = [...event.target.closest(".card").querySelectorAll(".place")].map((one) => one.textContent.trim());
  try {
    await navigator.clipboard.writeText(places.join("\n"));
    tell(say("print_copied"));
  } catch {
    tell(say("print_not_copied"), true);
  }
});

// A clinic that is made in another tab, or a text that changes, shows here too.
listen((event) => {
  if (event === "files" && !busy) choose(chosen(), true);
});

// What the address names comes first, then what was printed last, then the usual.
const named = Object.fromEntries(new URLSearchParams(location.search));
saved = named.saved ?? "";
const last = remembered();
const sameGuide = !named.guide || named.guide === last.guide;
const first = { ...(sameGuide ? last : { clinic: last.clinic, edition: last.edition }), ...named };
for (const name of Object.keys(first)) if (first[name] === undefined || !NAMES.includes(name)) delete first[name];
if (query({ ...chosen(), ...first }) === query(chosen())) {
  count();
  draw();
} else choose(first);
if (document.querySelector(".just-saved")) {
  tell(document.querySelector(".just-saved .good b").textContent);
  document.querySelector(".just-saved").focus(); // no button: whoever presses Enter twice must not print
}
