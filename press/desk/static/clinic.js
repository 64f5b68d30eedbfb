// The form of a clinic: judged as it is typed, shown as it is printed, saved whole.
import { post, say as words, send, tell } from "/static/desk.js";

const say = (key, values) => words(`clinic.${key}`, values);
const form = document.getElementById("clinic");
let guides = JSON.parse(document.getElementById("clinic-guides").textContent);
const part = (id) => document.getElementById(id);
const inputs = [...form.querySelectorAll("input[name], select[name]")];
const typed = inputs.filter((one) => one.name !== "key");
const keyInput = form.elements.key;
const left = new Set(form.dataset.judged === undefined ? [] : ["*"]); // fields that were left, or all
const state = { key: form.dataset.key, digest: form.dataset.digest, gone: JSON.parse(form.dataset.gone), picture: "", refused: "" };
const UNSEEN = /[\u0000-\u001f\u007f\u0085\u2028\u2029]+/g;
let first = values(); // what the form was filled from
let shown = {}; // numbers as they are set, by line
let logo = form.dataset.logo;
let ink = "";
let told = [];
let keyTyped = false;
let labelled = form.dataset.labelled; // the country whose guides give the labels
let saving = false;
const toPrint = form.dataset.print !== undefined; // whoever comes from there goes back

function values() {
  return Object.fromEntries(typed.map((one) => [one.name, one.value.replace(UNSEEN, " ").trim()]));
}

const asked = () => ({ key: state.key || keyInput.value.trim(), digest: state.digest, gone: state.gone, picture: state.picture, labelled, values: values() });
const dirty = () => !saving && (JSON.stringify(values()) !== JSON.stringify(first) || state.picture || state.gone.length > JSON.parse(form.dataset.gone).length);
addEventListener("beforeunload", (event) => { if (dirty()) event.preventDefault(); });

// What is folded away is shown where something is wrong in it.
function unfold(element) {
  for (let fold = element.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
}

// What is wrong, beside its field; nothing of a field that was never left.
function place() {
  const by = {};
  for (const one of told) (by[one.field] ??= []).push(one.says);
  if (state.refused) by.logo = [state.refused]; // a file that was not taken stands in no answer
  for (const wrong of form.querySelectorAll(".wrong[id^=w-]")) {
    const id = wrong.id.slice(2);
    const says = left.has("*") || left.has(id) ? (by[id] ?? []).join(" ") : "";
    if (wrong.textContent !== says) wrong.textContent = says;
    const input = part(`f-${id}`);
    if (input && input.matches("input, select")) {
      if (says) {
        input.setAttribute("aria-invalid", "true");
        unfold(input);
      }
      else input.removeAttribute("aria-invalid");
    }
  }
  const general = (by[""] ?? []).join(" ");
  part("general").hidden = !general || !left.has("*");
  part("general").querySelector(".says").textContent = general;
  const now = [...form.querySelectorAll(".wrong[id^=w-]")].filter((one) => one.textContent).length + (part("general").hidden ? 0 : 1);
  const says = now ? (now === 1 ? say("one_left") : say("left", { count: now })) : !told.length ? say("fine") : "";
  if (part("judged").textContent !== says) part("judged").textContent = says;
  part("judged").className = now ? "wrong" : "";
}

// The newest question alone is answered: an older answer that comes late is dropped.
let number = 0;
async function judge() {
  const mine = ++number;
  const answer = await post("/clinics/judge", asked());
  if (mine !== number || !answer.ok) {
    if (!answer.ok && answer.says && answer.status) tell(answer.says, true);
    return;
  }
  take(answer);
}

// In another country the guides call the lines otherwise.
function relabel(answer) {
  guides = answer.guides;
  labelled = answer.labelled;
  for (const [name, one] of Object.entries(answer.lines)) {
    const row = part(`f-lines.${name}`);
    if (!row) continue;
    row.querySelector("legend").textContent = one.label;
    row.querySelector(".uses").replaceChildren(...one.uses.map((use) => make("li", "", use)));
    part(`h-lines.${name}.name`).textContent = say("in_place", { label: one.label });
  }
  for (const option of part("shown-guide").options) option.textContent = guides.find((one) => one.guide === option.value)?.title ?? option.value;
}

function take(answer) {
  if (answer.guides) relabel(answer);
  told = answer.told;
  shown = answer.shown;
  if (!state.picture) logo = answer.logo;
  ink = answer.ink;
  if (keyInput && !keyTyped && answer.key !== undefined && keyInput.value !== answer.key) {
    keyInput.value = answer.key;
    soon();
  }
  const lines = [];
  if (answer.anew) lines.push(say("not_kept"));
  if (answer.lost.length) lines.push(say("lost", { keys: answer.lost.join(", ") }));
  part("anew").hidden = !lines.length;
  part("anew").querySelector(".says").textContent = lines.join(" ");
  place();
  draw();
}

let timer = 0;
function soon() {
  clearTimeout(timer);
  timer = setTimeout(judge, 250);
}

part("f-country").addEventListener("change", (event) => {
  part("of-country").textContent = `: ${event.target.selectedOptions[0].textContent}`;
});
form.addEventListener("input", (event) => {
  if (event.target === keyInput) keyTyped = keyInput.value !== "";
  if (event.target.closest(".shown")) return;
  draw();
  soon();
});
form.addEventListener("focusout", (event) => {
  const name = event.target.name;
  if (!name || left.has(name) || (!event.target.value && event.target !== keyInput && !part("faults").dataset.was)) return;
  left.add(name);
  if (name.endsWith(".number")) left.add(name.replace(/\.number$/, ""));
  place();
});

// As it is printed: the block of the leaflet and that of the card.
const make = (tag, name, text) => Object.assign(document.createElement(tag), { className: name, textContent: text ?? "" });

function block(slot, lines, now) {
  const own = lines.filter((one) => now[`lines.${one.name}.number`]);
  slot.replaceChildren();
  slot.style.setProperty("--own-ink", ink || "");
  if (logo) {
    const picture = make("img", "logo");
    picture.src = `/clinics/logo/${logo}${part("shown-ink").value}`;
    picture.alt = now.logo_description ?? "";
    slot.append(picture);
  }
  const rows = make("div", "rows");
  slot.append(rows);
  const name = make("p", "clinic-name");
  name.append(make("b", "", now.name || say("your_name")));
  rows.append(name);
  (own.length ? own : lines).forEach((one, at) => {
    const about = (key) => now[`lines.${one.name}.${key}`] ?? "";
    const label = about("name") || one.label;
    const row = make("p", at ? "phone next" : "phone");
    if (at) row.append(make("span", "what", `${one.when} ${label} `));
    else name.append(` ${label}`);
    if (own.length) {
      const dialled = make("b", "number-to-call", shown[one.name] || about("number"));
      dialled.dir = "ltr";
      row.append(dialled, " ", make("span", "hours", about("hours")), " ", make("span", "serves", about("serves")));
    } else row.append(make("span", "blank"));
    rows.append(row);
  });
}

function draw() {
  const now = values();
  const guide = guides.find((one) => one.guide === part("shown-guide").value);
  for (const slot of form.querySelectorAll(".slot")) block(slot, guide ? guide.lines : [], now);
  document.querySelectorAll(".shown .paper").forEach((one) => one.classList.toggle("black", part("shown-ink").value !== ""));
  for (const input of form.querySelectorAll("input[type=tel]")) {
    const as = shown[input.name.split(".")[1]];
    const hint = part(`h-${input.name}`);
    const says = as && input.value.trim() && as !== input.value.trim() ? say("printed_as", { number: as }) : "";
    if (hint.textContent !== says) hint.textContent = says;
  }
}
for (const id of ["shown-guide", "shown-ink"]) part(id).addEventListener("change", draw);

// The logo: dropped, or chosen; what kind it is the desk sees by its bytes.
const drop = part("drop");
const KINDS = ["image/svg+xml", "image/png", "image/jpeg"];
function logoNow(name) {
  form.elements.logo.value = name;
  form.querySelector(".described").hidden = !name;
  drop.querySelector(".away").hidden = !name;
  drop.querySelector(".thumb").hidden = !logo;
  if (logo) drop.querySelector(".thumb").src = `/clinics/logo/${logo}`;
}
async function takeLogo(file) {
  const answer = await send("/clinics/logo", KINDS.includes(file.type) ? file : new Blob([file], { type: KINDS[1] }));
  left.add("logo");
  state.refused = answer.ok ? "" : (answer.says ?? "");
  if (!answer.ok) {
    place();
    return;
  }
  state.picture = logo = answer.logo;
  logoNow(file.name);
  tell(say("logo_taken"));
  await judge();
  unfold(part("f-logo_description"));
  part("f-logo_description").focus();
}
part("f-logo").addEventListener("change", (event) => {
  if (event.target.files[0]) takeLogo(event.target.files[0]);
  event.target.value = "";
});
for (const type of ["dragenter", "dragover", "dragleave", "drop"])
  drop.addEventListener(type, (event) => {
    event.preventDefault();
    drop.classList.toggle("over", type === "dragenter" || type === "dragover");
    if (type === "drop" && event.dataTransfer.files[0]) takeLogo(event.dataTransfer.files[0]);
  });
for (const type of ["dragover", "drop"]) addEventListener(type, (event) => event.preventDefault());
drop.querySelector(".away").addEventListener("click", () => {
  state.picture = logo = state.refused = "";
  form.elements.logo_description.value = "";
  logoNow("");
  tell(say("logo_away"));
  part("f-logo").focus();
  judge();
});

for (const button of form.querySelectorAll("button[data-gone]"))
  button.addEventListener("click", () => {
    state.gone = [...state.gone, button.dataset.gone];
    const row = button.closest("li");
    row.querySelector("code").classList.add("out");
    button.replaceWith(make("span", "quiet", say("taken_out")));
    judge();
  });

// Saving: whole or not at all.
function labelOf(id) {
  const input = part(`f-${id}`);
  if (!input) return id;
  if (input.matches("h2")) return input.textContent;
  if (input.matches("fieldset")) return input.querySelector("legend").textContent;
  const label = form.querySelector(`label[for="f-${CSS.escape(id)}"]`).firstChild.textContent.trim();
  const line = input.closest(".line");
  return line ? `${line.querySelector("legend").textContent}: ${label}` : label;
}

function summary() {
  const list = part("faults").querySelector("ul");
  list.replaceChildren();
  for (const one of told) {
    const item = make("li", "");
    if (one.field && part(`f-${one.field}`)) {
      const link = make("a", "", `${labelOf(one.field)}: ${one.says}`);
      link.href = `#f-${one.field}`;
      link.addEventListener("click", (event) => {
        event.preventDefault();
        unfold(part(`f-${one.field}`));
        part(`f-${one.field}`).focus();
      });
      item.append(link);
    } else item.textContent = one.says;
    list.append(item);
  }
  part("faults").hidden = !told.length;
  part("faults").dataset.was = "1";
  part("faults").focus();
}

function conflict(answer) {
  const box = part("conflict");
  const mine = values();
  const both = Object.keys(mine).filter((key) => {
    const theirs = answer.values[key] ?? "";
    return mine[key] !== first[key] && theirs !== (first[key] ?? "") && theirs !== mine[key];
  });
  box.querySelector(".says").textContent = answer.says;
  const rows = box.querySelector("tbody");
  rows.replaceChildren();
  for (const key of answer.digest ? both : []) {
    const row = document.createElement("tr");
    row.append(Object.assign(make("th", "", labelOf(key)), { scope: "row" }));
    for (const text of [mine[key], answer.values[key] ?? ""]) row.append(make("td", "", text || rows.dataset.nothing));
    rows.append(row);
  }
  box.querySelector("table").hidden = box.querySelector(".both").hidden = !rows.children.length;
  box.querySelector(".apart").hidden = Boolean(rows.children.length) || !answer.digest;
  box.querySelector(".take").hidden = !answer.digest;
  box.hidden = false;
  box.querySelector(".keep").onclick = () => {
    for (const input of answer.digest ? typed : [])
      if (input.value.trim() === (first[input.name] ?? "")) input.value = answer.values[input.name] ?? "";
    if (answer.digest) first = Object.fromEntries(typed.map((one) => [one.name, answer.values[one.name] ?? ""]));
    state.digest = answer.digest;
    box.hidden = true;
    tell(say("kept_both"));
    form.querySelector("button[type=submit]").focus();
    judge();
  };
  box.querySelector(".take").onclick = () => {
    saving = true;
    location.reload();
  };
  box.focus();
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const button = form.querySelector("button[type=submit]");
  if (saving || button.getAttribute("aria-disabled")) return;
  button.setAttribute("aria-disabled", "true");
  clearTimeout(timer);
  number++;
  left.add("*");
  const answer = await post("/clinics/save", asked());
  button.removeAttribute("aria-disabled");
  if (answer.ok) {
    saving = true;
    const [key, kept] = [encodeURIComponent(answer.key), form.dataset.kept ? `&${form.dataset.kept}` : ""];
    location.assign(toPrint ? `/print?clinic=${key}&saved=${key}${kept}` : `/clinics/${key}?saved=1${kept}`);
  } else if (answer.status === 422) {
    take(answer);
    summary();
  } else if (answer.status === 409) conflict(answer);
  else if (answer.status) tell(answer.says, true);
});

const filled = guides.find((one) => one.lines.some((line) => first[`lines.${line.name}.number`]));
const wanted = new URLSearchParams(location.search).get("guide");
if (guides.some((one) => one.guide === wanted)) part("shown-guide").value = wanted;
else if (filled) part("shown-guide").value = filled.guide;
if (part("done")) part("done").focus();
draw();
if (form.dataset.key && form.querySelector("button[type=submit]")) judge();
if (!form.dataset.key && !part("done")) form.elements.name.focus();
// while she types the room gets warm, and what it makes of the guide is there when she comes back
if (toPrint) fetch(`/print/outcome?${form.dataset.kept}&clinic=`).catch(() => {});
