// The page to sign: ticks that stay here, answers, and the signature. What is typed is never lost.
import { keepTime, tookLast } from "/static/times.js";
import { get, listen, post, say, stopped, tell } from "/static/desk.js";

const root = document.querySelector(".to-sign");
const { guide, locale } = root.dataset;
const address = `/sign/${guide}/${locale}`;
const at = (id) => document.getElementById(id);
const kind = `sign ${guide} ${locale}`; // of what all pages are set for
const FEW = 6; // parts that are not ticked yet: so many are shown unfolded

// Ticks: a help in reading, kept in this browser alone, for this very text.
const store = () => `read ${guide} ${locale} ${root.dataset.fingerprint}`;

function ticked() {
  try {
    return new Set(JSON.parse(localStorage.getItem(store()) ?? "[]"));
  } catch {
    return new Set();
  }
}

function keepTicks(done) {
  try {
    localStorage.setItem(store(), JSON.stringify([...done]));
  } catch { /* a browser that keeps nothing: the tick holds until the page is left */ }
}

function showTicks() {
  const done = ticked();
  const boxes = document.querySelectorAll("input[data-part]");
  for (const box of boxes) {
    box.checked = done.has(box.dataset.part);
    box.closest(".tick").hidden = false;
    box.closest(".part").classList.toggle("read", box.checked);
  }
  const progress = at("progress");
  if (!progress) return;
  progress.closest(".progress").hidden = false;
  progress.value = [...boxes].filter((box) => box.checked).length;
  const counted = say("sign.ticks", { done: progress.value, all: boxes.length });
  at("progress-says").textContent = counted;
  showLeft(counted, [...boxes].filter((box) => !box.checked));
}

// Beside the button to sign: what was ticked, and where the rest is.
function showLeft(counted, boxes) {
  const fold = at("ticks-left");
  if (!fold) return;
  if (fold.hidden) fold.open = boxes.length <= FEW;
  fold.hidden = false;
  fold.querySelector("summary").textContent = boxes.length ? `${counted}. ${say("sign.not_ticked", { count: boxes.length })}` : `${counted}.`;
  fold.querySelector("ul").replaceChildren(...boxes.map((box) => {
    const head = at(`part-${box.dataset.part}`);
    const product = box.closest(".product").querySelector("h3").textContent;
    const item = document.createElement("li");
    item.append(Object.assign(document.createElement("a"), { href: `#${head.id}`, textContent: `${product}: ${head.textContent}` }));
    return item;
  }));
}

root.addEventListener("change", (event) => {
  const part = event.target.dataset.part;
  if (!part) return;
  const done = ticked();
  done[event.target.checked ? "add" : "delete"](part);
  keepTicks(done);
  showTicks();
});

// What is typed, by what it is typed into.
const typed = () =>
  [...root.querySelectorAll("input:not([data-part]), textarea")].filter((one) => one.id || one.name).map((one) => [one.id, one.name, one.value, one.checked]);

function typeAgain(kept) {
  for (const [id, name, value, checked] of kept) {
    const one = id ? at(id) : [...root.querySelectorAll(`input[name="${name}"]`)].find((other) => other.value === value);
    if (!one) continue;
    if (one.type === "checkbox" || one.type === "radio") one.checked = checked && one.id !== "read";
    else one.value = value;
  }
}

// The page as it stands now, in the place of the one shown; what was typed stays. Where another text
// stands than is expected, nothing is replaced: what changed is shown first.
// An answer of one's own changes no sentence: the ticks stay.
async function showNow(expected = "") {
  const response = await fetch(address, { headers: { accept: "text/html" } }).catch(() => null);
  if (!response?.ok) return location.reload();
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const next = page.querySelector(".to-sign");
  if (!next) return location.reload();
  if (expected && next.dataset.fingerprint !== expected) {
    const told = await post(`${address}/answer`, { fingerprint: expected });
    if (told.html) return meanwhile(told);
  }
  const [kept, ticks] = [typed(), expected && next.dataset.fingerprint === expected ? ticked() : null];
  root.dataset.fingerprint = next.dataset.fingerprint;
  if (ticks?.size) keepTicks(ticks);
  root.replaceChildren(...next.childNodes);
  typeAgain(kept);
  showTicks();
}

function mark(form, fields) {
  for (const old of root.querySelectorAll(".wrong")) old.remove();
  for (const old of root.querySelectorAll("[aria-invalid]")) {
    old.removeAttribute("aria-invalid");
    const hint = old.dataset.hint;
    if (hint) old.setAttribute("aria-describedby", hint);
    else old.removeAttribute("aria-describedby");
  }
  let first = null;
  for (const [name, says] of Object.entries(fields)) {
    const one = form.elements[name]?.length ? form.elements[name][0] : form.elements[name] ?? at(name);
    if (!one) continue;
    const line = document.createElement("p");
    line.className = "wrong";
    line.id = `wrong-${one.id || name}`;
    line.textContent = `${says[0].toUpperCase()}${says.slice(1)}`;
    one.closest(".field").append(line);
    one.dataset.hint = one.getAttribute("aria-describedby") ?? "";
    one.setAttribute("aria-describedby", `${one.dataset.hint} ${line.id}`.trim());
    one.setAttribute("aria-invalid", "true");
    first ??= one;
  }
  first?.focus();
}

// Another text stands now: what changed is shown, and nothing that was typed is touched.
function meanwhile(told) {
  const box = at("meanwhile");
  const head = document.createElement("h3");
  head.textContent = say("sign.changed_title");
  head.tabIndex = -1;
  const lead = document.createElement("p");
  lead.textContent = `${told.says} ${say("sign.changed_lead")}`;
  const page = new DOMParser().parseFromString(told.html, "text/html");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "first";
  button.textContent = say("sign.show_now");
  button.onclick = async () => {
    await showNow();
    at("changed")?.focus();
  };
  box.replaceChildren(head, lead, ...page.body.childNodes, button);
  box.hidden = false;
  head.focus();
}

function refused(told) {
  const box = at("refused");
  const head = document.createElement("p");
  head.append(Object.assign(document.createElement("strong"), { textContent: told.says }));
  box.replaceChildren(head);
  if (told.out) box.append(Object.assign(document.createElement("pre"), { textContent: told.out }));
  box.hidden = false;
  box.focus();
}

function counting(line, key) {
  const begun = Date.now();
  const took = tookLast(kind);
  const show = () => { line.textContent = `${say(key, { seconds: Math.round((Date.now() - begun) / 1000) })} ${took}`.trim(); };
  show();
  line.setAttribute("aria-live", "off");
  const timer = setInterval(show, 1000);
  return (done) => { if (done) keepTime(kind, (Date.now() - begun) / 1000); clearInterval(timer); line.removeAttribute("aria-live"); line.textContent = ""; };
}

let busy = false;
async function once(button, line, key, work) {
  if (busy) return;
  busy = true;
  button.setAttribute("aria-disabled", "true");
  const stop = line ? counting(line, key) : () => {};
  let done = false;
  try {
    done = (await work()) === true;
  } finally {
    stop(done);
    button.removeAttribute("aria-disabled");
    busy = false;
  }
}

async function answer(form) {
  const row = form.dataset.row;
  const asked = { fingerprint: root.dataset.fingerprint, name: row, who: at("who").value, why: form.elements.why.value.replace(/\s+/g, " ") };
  const told = await post(`${address}/answer`, asked);
  if (told.fields) return mark(form, told.fields);
  if (told.html) return meanwhile(told);
  if (!told.ok) return told.says && tell(told.says, true);
  tell(told.says);
  await showNow(told.fingerprint);
  const next = root.querySelector("form.answer textarea") ?? at("sign");
  next.focus();
}

async function sign(form) {
  const asked = { fingerprint: root.dataset.fingerprint, read: form.elements.read.checked };
  for (const name of ["signer", "role", "registration", "organisation", "next_review"]) asked[name] = form.elements[name].value;
  asked.kind = form.elements.kind?.value ?? "";
  mark(form, {});
  at("refused").hidden = true;
  const told = await post(address, asked);
  if (told.fields) return mark(form, told.fields);
  if (told.html) return meanwhile(told);
  if (told.ok) location.assign(told.address);
  else if (told.says) refused(told);
  return told.ok;
}

// Where something is missing no page is set: nothing is said of pages.
function isFilled(form) {
  return form.elements.read.checked && ["signer", "role", "next_review"].every((name) => form.elements[name].value.trim());
}

async function askPages() {
  const run = `${Date.now()}-${Math.random()}`;
  const stop = at("stop-pages");
  stop.hidden = false;
  stop.onclick = () => stopped(run);
  const told = await post(`${address}/pages`, { fingerprint: root.dataset.fingerprint, run });
  const focus = document.activeElement === stop;
  stop.hidden = true;
  if (told.html) return meanwhile(told);
  if (told.stopped) {
    if (focus) at("ask-pages").focus();
    return tell(told.says);
  }
  if (!told.ok) return told.says && refused(told);
  await showNow(root.dataset.fingerprint);
  at("pages-say").textContent = told.says;
  (root.querySelector("form.answer textarea") ?? at("asked")).focus();
  return true;
}

root.addEventListener("submit", (event) => {
  event.preventDefault();
  const form = event.target;
  const button = event.submitter ?? form.querySelector("button");
  if (form.id === "sign-form") once(button, isFilled(form) ? at("signing") : null, "sign.reading", () => sign(form));
  else once(button, null, "", () => answer(form));
});
root.addEventListener("click", (event) => {
  if (event.target.id === "ask-pages") once(event.target, at("pages-say"), "sign.asking", askPages);
});

// Whoever edits a file meanwhile is noticed before the last word, not after it.
let looking;
listen((event) => {
  if (event !== "files") return;
  clearTimeout(looking);
  looking = setTimeout(async () => {
    if (busy) return;
    const told = await get(`${address}/stands`);
    if (told.ok && told.fingerprint !== root.dataset.fingerprint) tell(say("sign.changed_behind"), true);
  }, 600);
});

showTicks();
