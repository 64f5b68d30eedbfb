// A version is called back in two steps, in a dialog where there is one. What is typed is never lost.
import { post, say } from "/static/desk.js";

const dialog = document.getElementById("withdraw-dialog");
let from = null; // where the dialog was opened

async function load(address) {
  const response = await fetch(address, { headers: { accept: "text/html" } }).catch(() => null);
  if (!response?.ok) return location.assign(address);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const box = page.querySelector(".withdraw");
  if (!box) return location.assign(address);
  dialog.replaceChildren(box);
  for (const one of dialog.querySelectorAll(".leave")) one.hidden = false;
  if (!dialog.open) dialog.showModal();
  dialog.querySelector("h1").focus();
}

function mark(form, fields) {
  for (const old of form.querySelectorAll(".wrong")) old.remove();
  let first = null;
  for (const one of form.elements) {
    if (!one.name) continue;
    const hint = one.name === "reason" ? "w-reason-hint" : "";
    const says = fields[one.name];
    one.toggleAttribute("aria-invalid", false);
    one.setAttribute("aria-describedby", hint);
    if (!hint) one.removeAttribute("aria-describedby");
    if (!says) continue;
    const line = Object.assign(document.createElement("p"), { className: "wrong", id: `wrong-${one.id}` });
    line.textContent = `${says[0].toUpperCase()}${says.slice(1)}`;
    one.closest(".field").append(line);
    one.setAttribute("aria-invalid", "true");
    one.setAttribute("aria-describedby", `${hint} ${line.id}`.trim());
    first ??= one;
  }
  first?.focus();
}

function asked(box) {
  const form = box.querySelector("form.ask");
  const given = [...(form ? new FormData(form) : [])].map(([name, value]) => [name, value.replace(/\s+/g, " ")]);
  return { version: box.dataset.version, key: box.dataset.key, ...Object.fromEntries(given) };
}

function put(box, html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const second = box.querySelector(".second");
  second.replaceChildren(...page.body.childNodes);
  box.querySelector(".step").hidden = true;
  const which = box.querySelector(".which");
  if (which) which.hidden = true;
  second.querySelector("h2").focus();
}

function refused(box, told) {
  const line = box.querySelector(".refused");
  line.replaceChildren(Object.assign(document.createElement("p"), { textContent: told.says }));
  if (told.out) line.append(Object.assign(document.createElement("pre"), { className: "out", textContent: told.out }));
  line.hidden = false;
  line.focus();
}

async function goOn(box, form) {
  box.querySelector(".refused").hidden = true;
  mark(form, {});
  const told = await post(`${box.dataset.address}/again`, asked(box));
  if (told.fields) return mark(form, told.fields);
  if (told.html) return put(box, told.html);
  if (told.says) refused(box, told);
}

let busy = false;
async function withdraw(box, button) {
  if (busy) return;
  busy = true;
  button.setAttribute("aria-disabled", "true");
  const line = box.querySelector(".working");
  const begun = Date.now();
  const show = () => { line.textContent = say("withdraw.working", { seconds: Math.round((Date.now() - begun) / 1000) }); };
  show();
  line.setAttribute("aria-live", "off");
  const timer = setInterval(show, 1000);
  const told = await post(box.dataset.address, asked(box));
  clearInterval(timer);
  line.textContent = "";
  button.removeAttribute("aria-disabled");
  busy = false;
  if (told.html) return put(box, told.html);
  if (told.says) refused(box, told);
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-withdraw]");
  const box = event.target.closest(".withdraw");
  if (link && dialog && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    from = link;
    load(link.href);
  } else if (event.target.closest(".leave")) dialog.close();
  else if (event.target.closest(".do-withdraw")) withdraw(box, event.target.closest("button"));
  else if (event.target.closest(".back")) {
    box.querySelector(".step").hidden = false;
    box.querySelector(".second").replaceChildren();
    box.querySelector("[name=reason]").focus();
  }
});
document.addEventListener("submit", (event) => {
  const form = event.target;
  const box = form.closest(".withdraw");
  if (form.matches("form.ask")) {
    event.preventDefault();
    goOn(box, form);
  } else if (form.matches("form.which") && dialog?.open) {
    event.preventDefault();
    load(`${form.getAttribute("action")}?${new URLSearchParams(new FormData(form))}`);
  }
});
dialog?.addEventListener("cancel", (event) => { if (busy) event.preventDefault(); });
dialog?.addEventListener("close", () => {
  if (dialog.querySelector("[data-done]")) return location.reload(); // the table tells of the time before
  if (from?.isConnected) from.focus();
});
