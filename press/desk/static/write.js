// The Write page: keeps pages, findings and stage as the desk tells them, and hands edits to it.
import { get, listen, post, say, tell } from "/static/desk.js";
import { keepTime, tookLast } from "/static/times.js";
import { Draft, Panel } from "/static/write_panel.js";
import { Dropping } from "/static/write_picture.js";
import { Findings } from "/static/write_findings.js";
import { Pages } from "/static/write_pages.js";

const at = (id) => document.getElementById(id);
const place = at("writing");
const { guide, locale, clinic, product } = place.dataset;
const key = { guide, locale, clinic, product };
const readOnly = "readOnly" in place.dataset;
const query = new URLSearchParams(key).toString();
const OF_ALL = ["words", "countries", "clinics", "brands"];
const AT_REST = ["proved", "unreadable", "fault"];

let state = null; // as the desk told it last
let stale = false; // files have changed while nobody looked at this page

const pages = new Pages({ choose: (line) => panel.open(line), toFindings });
const panel = new Panel({ key, query, readOnly, saved, left: (line) => pages.focus(line), opened: (line) => pages.opened(line), draft: new Draft(guide) });
const findings = new Findings({ key, readOnly, lead, answered: () => edited() });
const dropping = readOnly ? null : new Dropping({ key, panel, saved });

// -- what is shown --

let looking = false;
let next = null;
async function look(again = false) {
  next = { again: again || Boolean(next?.again) };
  if (looking) return;
  looking = true;
  while (next) {
    const { again: anew } = next;
    next = null;
    const told = await get(`/state?${query}${anew ? "&again=1" : ""}`);
    if (told.ok) show(told);
    else if (told.status) gone(told.says);
  }
  looking = false;
}

async function show(told) {
  state = told;
  findings.show(told);
  await pages.show(told);
  panel.known(told);
  const setting = told.setting || told.stage === "";
  at("waiting").hidden = Boolean(told.pages.length) || AT_REST.includes(told.stage);
  stage(setting ? "setting" : named(told), told);
  banner(told.stage === "unreadable" ? (told.pages.length ? say("write.old") : say("write.no_picture"))
    : told.stage === "fault" ? told.says || say("write.fault") : "");
  for (const name of ["undo", "redo"]) if (at(name)) at(name).disabled = !told[name];
}

function named(told) {
  const wrong = told.findings.some((one) => one.kind === "error");
  if (told.stage === "words" || told.stage === "page rules" || told.stage === "text rules")
    return told.lost.length ? "lost" : told.stage === "words" ? "words" : "checking";
  if (told.stage === "proved") return wrong ? "wrong" : "proved";
  return told.stage;
}

const AT_WORK = ["picture", "words", "checking"];
const kind = ["write", ...Object.values(key)].join(" ");
let began = 0; // when the text was set anew; 0 where that is not known
const DONE = { setting: 0, picture: 1, lost: 1, words: 2, checking: 3, wrong: 3, proved: 4, unreadable: 0, fault: 0 };
function stage(name, told = state) {
  const box = at("stage");
  const errors = told?.findings.filter((one) => one.kind === "error").length ?? 0;
  const open = told?.findings.filter((one) => one.kind === "question").length ?? 0;
  if (name === "setting" && (box.dataset.stage !== "setting" || !began)) began = Date.now();
  if (["proved", "wrong"].includes(name) && began) {
    keepTime(kind, (Date.now() - began) / 1000);
    began = 0;
  }
  const text = say(`write.${name === "wrong" && errors === 1 ? "wrong_one" : name}`, { errors, lost: told?.lost.length ?? 0 });
  if (box.dataset.stage !== name || at("stage-text").textContent !== text) {
    box.dataset.stage = name;
    at("stage-text").textContent = text;
  }
  [...box.querySelectorAll(".track li")].forEach((dot, n) => dot.classList.toggle("done", n < DONE[name]));
  const asks = name === "setting" || !told || !open ? "" : say(open === 1 ? "write.one_open" : "write.open", { open });
  at("stage-more").textContent = [asks, AT_WORK.includes(name) ? tookLast(kind) : ""].join(" ").trim();
}

function banner(text) {
  at("banner").textContent = text;
  at("banner").hidden = !text;
  place.classList.toggle("old", Boolean(text));
}

function gone(says) {
  banner(`${says} ${say("write.old_gone")}`);
  stage("fault");
}

// -- what was done --

function edited() {
  stage("setting");
  look();
}

function saved(answer) {
  for (const name of ["undo", "redo"]) if (at(name) && name in answer) at(name).disabled = !answer[name];
  pages.comeBack(answer);
  edited();
}

async function step(name) {
  const button = at(name);
  if (!button || button.disabled) return;
  button.disabled = true;
  const answer = await post(`/write/${name}`, key);
  if (answer.ok) {
    tell(say(name === "undo" ? "write.undone" : "write.redone", { file: short(answer.file), line: answer.line }));
    saved(answer);
    pages.lead(answer, { focus: false });
  } else {
    tell(answer.says, true);
    look();
  }
}

const short = (file) => file.split("/").at(-1);

// A finding leads to its place on the page; where it has none, to its line; or to where it is printed.
function lead(one) {
  if (one.elsewhere) {
    location.href = `/write/${guide}/${locale}?${new URLSearchParams({ product: one.elsewhere, clinic })}#${one.file}:${one.line}`;
    return;
  }
  if (pages.lead(one)) return;
  if (one.file.endsWith(".md")) panel.open({ file: one.file, line: one.line, text: one.excerpt, name: "" });
  else tell(say("write.no_place", { file: one.file, line: one.line }), true);
}

function toFindings() {
  at("findings").open = true;
  at("findings").focus();
  at("findings").scrollIntoView({ block: "nearest" });
}

for (const name of ["undo", "redo"]) at(name)?.addEventListener("click", () => step(name));
addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z") return;
  if (event.target.closest("input, textarea, dialog[open]")) return;
  event.preventDefault();
  step(event.shiftKey ? "redo" : "undo");
});

// -- what happens elsewhere --

function concerns(files) {
  return files.some((file) => {
    const [top, second] = file.split("/");
    return top !== "content" || second === guide || OF_ALL.includes(second);
  });
}

listen((event, data) => {
  if (event === "gap") look();
  else if (event === "files") {
    if (!concerns(data.files)) return;
    const ours = data.by?.join("/") === [guide, locale, clinic, product].join("/");
    if (document.hidden && !ours) stale = true;
    else {
      stage("setting");
      look();
    }
  } else if (event === "room") heard(data);
});

function heard(data) {
  if (data.what === "ended") {
    if (state && !AT_REST.includes(state.stage)) {
      tell(say("write.ended"), true);
      look(true);
    }
    return;
  }
  if (data.key?.join("/") === [guide, locale, clinic, product].join("/")) look();
  // what another text was checked for may have ended the check of this one
  else if (data.what === "proved" && !document.hidden && state && !state.setting && state.stage && !AT_REST.includes(state.stage)) look(true);
}

addEventListener("visibilitychange", () => {
  if (document.hidden || !stale) return;
  stale = false;
  stage("setting");
  look();
});

// -- which text --

at("choose").addEventListener("change", () => {
  const asked = new URLSearchParams(new FormData(at("choose")));
  location.href = `/write/${guide}/${at("locale").value}?${asked}`;
});

look().then(() => {
  const [file, line] = decodeURIComponent(location.hash.slice(1)).split(":");
  if (line) lead({ file, line: Number(line), excerpt: "" });
});
panel.offerDraft();
