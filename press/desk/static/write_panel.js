// The panel in which a line is mended: what is typed stays until it is written or dropped by hand.
import { get, post, say, tell } from "/static/desk.js";

const at = (id) => document.getElementById(id);
const TRIES = 3; // where the file has changed, but not this line
const WROTE = { mend: "write.wrote", after: "write.put_in", delete: "write.taken_out" };

const MOST = 40; // drafts of a guide

// What is being typed, kept over a restart of the desk or a lost page: each by its own name, for
// another line, or another tab, must not write over it.
export class Draft {
  constructor(guide) { this.name = `bedside-drafts-${guide}`; }
  keep(what) { this.put([...this.all.filter((one) => one.id !== what.id), what].slice(-MOST)); }
  drop(id) { this.put(this.all.filter((one) => one.id !== id)); }
  put(all) {
    try {
      if (all.length) localStorage.setItem(this.name, JSON.stringify(all));
      else localStorage.removeItem(this.name);
    } catch { /* a browser that keeps nothing */ }
  }
  get all() {
    try { return JSON.parse(localStorage.getItem(this.name)) ?? []; } catch { return []; }
  }
  get kept() { return this.all.at(-1) ?? null; }
}

export class Panel {
  constructor({ key, query, readOnly, saved, left, opened, draft }) {
    Object.assign(this, { key, query, readOnly, saved, left, opened, draft });
    this.line = null; // {file, line, text as it was read, digest}
    this.how = "mend";
    this.text = at("panel-text");
    at("panel-form").addEventListener("submit", (event) => { event.preventDefault(); this.save(); });
    at("panel").addEventListener("keydown", (event) => this.keys(event));
    at("leave").addEventListener("click", () => this.leave());
    at("insert").addEventListener("click", () => this.turn("after"));
    at("delete").addEventListener("click", () => this.write("delete", ""));
    at("keep-mine").addEventListener("click", () => this.save());
    at("take-theirs").addEventListener("click", () => this.take());
    at("draft-on").addEventListener("click", () => this.goOn());
    at("draft-drop").addEventListener("click", () => this.dropDraft());
    this.text.addEventListener("input", () => this.typed());
  }

  async open(row, kept = null) {
    if (this.line && this.isTyped && !kept) this.leave();
    const asked = new URLSearchParams({ file: row.file, line: row.line, seen: row.text ?? "" });
    this.where(row);
    at("panel").hidden = false;
    at("draft").hidden = true;
    const mine = { file: row.file, line: row.line, name: row.name };
    this.line = mine;
    this.opened(row);
    if (row.mend === false) return this.elsewhere(row);
    const told = await get(`/write/line?${this.query}&${asked}`);
    if (this.line !== mine) return; // another line was chosen meanwhile
    if (!told.ok && kept) Object.assign(this.line, { text: row.text, digest: "" });
    else if (!told.ok) {
      this.close();
      return told.status && tell(told.says, true);
    } else Object.assign(this.line, { text: told.text, line: told.line, digest: told.digest, places: told.places });
    this.turn(kept?.how ?? "mend", kept?.text, kept?.id);
    if (kept && !told.ok) this.wrong(told.says);
  }

  where(row) {
    at("panel-where").textContent = say("write.where", { file: row.file, line: row.line });
    at("panel-form").hidden = row.mend === false;
    at("panel-places").hidden = true;
    at("conflict").hidden = true;
    this.wrong("");
  }

  elsewhere(row) {
    at("panel-title").textContent = say("write.not_here");
    at("panel-places").textContent = say("write.not_here_why", { text: row.text });
    at("panel-places").hidden = false;
    at("panel").tabIndex = -1;
    at("panel").focus();
  }

  turn(how, text, id = `${Date.now()}-${Math.random()}`) {
    this.how = how;
    this.id = id;
    const { file, line, places = [] } = this.line;
    at("panel-title").textContent = say(how === "after" ? "write.insert_title" : this.readOnly ? "write.read_title" : "write.mend_title");
    at("panel-where").textContent = say("write.where", { file, line });
    at("panel-places").hidden = !places.length;
    at("panel-places").textContent = places.length ? say("write.places", { places: places.join("; ") }) : "";
    at("panel-label").textContent = say("write.line");
    at("save").textContent = say(how === "after" ? "write.save_new" : "write.save");
    this.text.value = text ?? (how === "after" ? "" : this.line.text);
    this.text.readOnly = this.readOnly;
    for (const id of ["save", "panel-more"]) at(id).hidden = this.readOnly || (id === "panel-more" && how === "after");
    this.grow();
    at("panel").scrollIntoView({ block: "nearest" });
    this.text.focus({ preventScroll: true });
    this.text.setSelectionRange(this.text.value.length, this.text.value.length);
  }

  get isTyped() {
    return this.line && this.text.value !== (this.how === "after" ? "" : this.line.text);
  }

  typed() {
    const value = this.text.value.replace(/[\r\n]+/g, " ");
    if (value !== this.text.value) this.text.value = value;
    this.grow();
    this.wrong("");
    if (this.isTyped) this.draft.keep({ ...this.key, ...this.line, how: this.how, typed: this.text.value, id: this.id });
    else this.draft.drop(this.id);
  }

  grow() {
    this.text.style.height = "auto";
    this.text.style.height = `${Math.min(this.text.scrollHeight + 4, innerHeight / 2)}px`;
  }

  keys(event) {
    if (event.key === "Escape") this.leave();
    else if (event.key === "Enter" && (event.ctrlKey || event.metaKey || event.target === this.text)) this.save();
    else return;
    event.preventDefault();
  }

  save() {
    if (this.readOnly) return;
    if (this.how === "mend" && !this.isTyped) this.leave();
    else this.write(this.how, this.text.value);
  }

  async write(how, text, tries = TRIES) {
    const { line: mine, id } = this;
    const { file, line, digest, text: seen } = mine;
    at("save").disabled = this.text.readOnly = true; // what would be typed now would be lost
    const answer = await post("/write/mend", { ...this.key, file, line, digest, seen, how, text });
    at("save").disabled = this.text.readOnly = false;
    if (answer.ok) {
      this.draft.drop(id);
      if (this.line === mine) this.close();
      tell(say(WROTE[how], { file: answer.file.split("/").at(-1), line: answer.line }));
      this.saved(answer);
    } else if (this.line !== mine) tell(answer.says, true); // another line is open: this one's text is a draft
    else if (answer.conflict) this.conflict(answer, how, text, tries);
    else this.wrong(answer.status === 403 ? say("write.earlier_desk") : answer.says);
  }

  // The file is another by now. Where this line is as it was read, nothing is lost: once more.
  conflict(answer, how, text, tries) {
    const same = answer.now === this.line.text && answer.line;
    Object.assign(this.line, { digest: answer.digest, line: answer.line || this.line.line });
    if (same && tries) return this.write(how, text, tries - 1);
    this.theirs = answer.now;
    if (answer.line) this.line.text = answer.now;
    at("conflict-says").textContent = answer.says;
    at("theirs").textContent = answer.line ? answer.now : say("write.line_gone");
    at("keep-mine").hidden = at("take-theirs").hidden = !answer.line;
    at("panel-label").textContent = say("write.mine");
    at("conflict").hidden = false;
    at("conflict").scrollIntoView({ block: "nearest" });
    at(answer.line ? "keep-mine" : "panel-text").focus();
  }

  take() {
    this.line.text = this.theirs;
    this.text.value = this.theirs;
    at("conflict").hidden = true;
    at("panel-label").textContent = say("write.line");
    this.typed();
    this.text.focus();
  }

  wrong(says) {
    at("panel-wrong").textContent = says;
    at("panel-wrong").hidden = !says;
    this.text.setAttribute("aria-invalid", String(Boolean(says)));
  }

  leave() {
    const { line } = this;
    this.close();
    this.offerDraft();
    this.left(line);
  }

  close() {
    at("panel").hidden = true;
    this.line = null;
    this.opened(null);
  }

  // The page was set anew: whether the line that is open still stands on it.
  known() {
    if (!this.line && at("panel").hidden) this.offerDraft(true);
  }

  offerDraft(quiet = false) {
    const { kept } = this.draft;
    if (this.readOnly || !kept || this.line) return;
    at("draft-text").textContent = kept.typed;
    at("draft").hidden = false;
    if (!quiet) at("draft").scrollIntoView({ block: "nearest" });
  }

  goOn() {
    const { kept } = this.draft;
    if (kept) this.open({ file: kept.file, line: kept.line, text: kept.text, name: kept.name }, { how: kept.how, text: kept.typed, id: kept.id });
  }

  dropDraft() {
    const { kept } = this.draft;
    if (kept) this.draft.drop(kept.id);
    at("draft").hidden = true;
    this.offerDraft(true);
  }
}
