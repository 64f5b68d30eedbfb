// Errors and questions beside the pages: each leads to its place, and a question to its answer.
import { get, post, say, tell } from "/static/desk.js";

const at = (id) => document.getElementById(id);

// Text in which `what stands between backticks` is set as it is typed.
export function rich(text) {
  return text.split(/`([^`]+)`/).map((part, n) => (n % 2 ? Object.assign(document.createElement("code"), { textContent: part }) : part));
}

function made(name, className, ...inside) {
  const one = document.createElement(name);
  if (className) one.className = className;
  one.append(...inside);
  return one;
}

export class Findings {
  constructor({ key, readOnly, lead, answered }) {
    Object.assign(this, { key, readOnly, lead, answered });
    this.drawn = "";
    this.asked = null;
    at("answer-form").addEventListener("submit", (event) => { event.preventDefault(); this.answer(); });
    at("answer-leave").addEventListener("click", () => at("answer").close());
  }

  show(told) {
    const proved = told.stage === "proved" && !told.setting;
    const drawn = JSON.stringify([told.findings, told.lost, told.unknown, proved]);
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    const held = document.activeElement?.closest?.("#found [data-id]")?.dataset.id;
    const errors = told.findings.filter((one) => one.kind === "error");
    const questions = told.findings.filter((one) => one.kind !== "error");
    const parts = [this.lost(told), ...this.group("errors", errors), ...this.group("questions", questions)];
    const kept = parts.filter(Boolean);
    if (!kept.length) kept.push(made("p", "quiet", say(proved ? "write.nothing_found" : "write.nothing_yet")));
    at("found").replaceChildren(...kept);
    if (held) at("found").querySelector(`[data-id="${CSS.escape(held)}"] button`)?.focus({ preventScroll: true });
  }

  group(name, list) {
    if (!list.length) return [];
    const items = list.map((one) => made("li", "", this.finding(one)));
    return [made("h3", name, say(`write.${name}`, { count: list.length })), made("ol", "plain", ...items)];
  }

  lost(told) {
    if (!told.lost.length && !told.unknown.length) return null;
    const words = told.lost.map((one) => {
      const button = made("button", "leads", one.word);
      button.type = "button";
      button.addEventListener("click", () => this.lead({ ...one, excerpt: "" }));
      return made("li", "", button);
    });
    const said = told.unknown.map((one) => made("p", "", say("write.unknown", { page: one.page + 1, text: one.text })));
    const list = words.length ? [made("h3", "errors", say("write.lost_words", { lost: words.length })), made("ul", "plain words", ...words)] : [];
    return made("div", "finding error", ...list, ...said);
  }

  finding(one) {
    const there = one.leads ?? one; // what no editor sees leads to the sentence that it is about
    const place = made("button", "leads", say(one.elsewhere ? "write.place_elsewhere" : "write.place", { product: one.elsewhere, file: there.file.split("/").at(-1), line: there.line }));
    place.type = "button";
    place.title = `${there.file}:${there.line}`;
    place.addEventListener("click", () => this.lead(one.leads ? { ...one.leads, excerpt: one.leads.text } : one));
    const code = made("button", "code", one.code);
    code.type = "button";
    code.ariaLabel = say("write.explain", { code: one.code });
    code.addEventListener("click", () => this.explain(one.code));
    const row = made("p", "acts", place, code);
    if (one.kind !== "error" && !this.readOnly) {
      const answer = made("button", "leads", say("write.answer"));
      answer.type = "button";
      answer.addEventListener("click", () => this.ask(one));
      row.append(answer);
    }
    const old = one.code === "E104" && one.leads; // what the evidence quotes was changed
    const problem = old ? [say("write.was_quoted", { was: old.was })] : rich(one.problem);
    const box = made("div", `finding ${one.kind}`, made("p", "problem", ...problem));
    box.dataset.id = `${one.file}:${one.line}:${one.code}:${one.problem}`;
    const excerpt = one.leads?.text ?? one.excerpt;
    if (excerpt) box.append(made("p", "excerpt", excerpt));
    if (old) box.append(made("p", "fix", say("write.fix_evidence", { file: one.file.split("/").at(-1) })));
    else if (one.fix) box.append(made("p", "fix", `${say("write.fix")} `, ...rich(one.fix)));
    box.append(row);
    return box;
  }

  async explain(code) {
    const told = await get(`/explain/${code}`);
    if (!told.ok) return tell(told.says, true);
    at("explain-title").textContent = told.title;
    at("explain-parts").replaceChildren(...told.parts.map((part) => (part.kind === "example" ? example(part.text) : made("p", "", ...rich(part.text)))));
    at("explain").showModal();
  }

  ask(one) {
    this.asked = one;
    at("answer-asks").replaceChildren(...rich(one.problem));
    at("answer-line").textContent = one.leads?.text ?? one.excerpt;
    at("answer-wrong").hidden = true;
    at("answer").showModal();
    at("answer-who").focus();
  }

  async answer() {
    const { file, line, code, problem, excerpt } = this.asked;
    const told = await post("/write/answer", { ...this.key, file, line, code, problem, excerpt, who: at("answer-who").value, why: at("answer-why").value });
    if (!told.ok) {
      at("answer-wrong").textContent = told.says;
      at("answer-wrong").hidden = false;
      return;
    }
    at("answer-why").value = at("answer-who").value = "";
    at("answer").close();
    tell(say("write.answer_kept", { file: told.file }));
    this.answered();
  }
}

function example(text) {
  const box = made("pre", "example", text);
  box.tabIndex = 0;
  box.role = "region";
  box.ariaLabel = say("write.example");
  return box;
}
