// A picture that is dropped or chosen: described first, judged by the desk, then put after a line.
import { say, send, tell } from "/static/desk.js";

const at = (id) => document.getElementById(id);
const KINDS = ["image/png", "image/jpeg", "image/svg+xml"];

export class Dropping {
  constructor({ key, panel, saved }) {
    Object.assign(this, { key, panel, saved });
    this.line = null;
    this.file = null;
    at("add-picture").addEventListener("click", () => this.open(panel.line));
    at("picture-file").addEventListener("change", () => this.take(at("picture-file").files[0]));
    at("picture-leave").addEventListener("click", () => at("picture").close());
    at("picture-form").addEventListener("submit", (event) => { event.preventDefault(); this.keep(); });
    for (const place of [at("leaves"), at("panel")]) {
      place.addEventListener("dragover", (event) => this.over(event));
      place.addEventListener("dragleave", () => this.aim(null));
      place.addEventListener("drop", (event) => this.drop(event));
    }
    for (const name of ["dragover", "drop"]) addEventListener(name, (event) => event.preventDefault());
  }

  // The line that a picture would be put after: the one below the pointer, or the nearest above it.
  below(event) {
    if (event.target.closest("#panel")) return this.panel.line;
    const paper = event.target.closest(".paper");
    if (!paper) return null;
    const here = [...paper.querySelectorAll(".line[data-key]")].filter((one) => one.row.mend);
    const tops = here.map((one) => ({ one, top: one.firstElementChild.getBoundingClientRect().top }));
    return tops.filter(({ top }) => top <= event.clientY).sort((a, b) => b.top - a.top)[0]?.one ?? here[0] ?? null;
  }

  over(event) {
    event.preventDefault();
    this.aim(this.below(event));
  }

  aim(line) {
    for (const old of document.querySelectorAll(".aimed")) old.classList.remove("aimed");
    line?.classList?.add("aimed");
  }

  async drop(event) {
    event.preventDefault();
    const target = this.below(event);
    this.aim(null);
    const file = event.dataTransfer.files[0];
    if (!file || !target) return;
    if (target.row) await this.panel.open(target.row);
    if (this.panel.line) this.open(this.panel.line, file);
  }

  open(line, file = null) {
    if (!line) return;
    this.line = { ...line };
    at("picture-after").textContent = say("write.picture_after", { line: line.text });
    this.wrong("");
    at("picture").showModal();
    this.take(file);
    at(file ? "picture-alt" : "picture-file").focus();
  }

  take(file) {
    this.file = file ?? null;
    const shown = at("picture-shown");
    if (shown.src) URL.revokeObjectURL(shown.src);
    shown.hidden = !file;
    if (!file) {
      at("picture-file").value = "";
      return shown.removeAttribute("src");
    }
    const held = new DataTransfer(); // the field names a file that was dropped, too
    held.items.add(file);
    at("picture-file").files = held.files;
    shown.src = URL.createObjectURL(file);
    this.wrong(KINDS.includes(file.type) ? "" : say("write.picture_kind"));
  }

  wrong(says) {
    at("picture-wrong").textContent = says;
    at("picture-wrong").hidden = !says;
  }

  async keep() {
    const alt = at("picture-alt").value.trim();
    if (!this.file) return this.wrong(say("write.picture_none"));
    if (!KINDS.includes(this.file.type)) return this.wrong(say("write.picture_kind"));
    if (!alt) {
      this.wrong(say("write.picture_no_alt"));
      return at("picture-alt").focus();
    }
    const { file, line, digest, text: seen } = this.line;
    const asked = new URLSearchParams({ ...this.key, file, line, digest, seen, alt, caption: at("picture-caption").value.trim(), name: this.file.name });
    const told = await send(`/write/picture?${asked}`, this.file);
    if (!told.ok) return this.wrong(told.says);
    at("picture").close();
    at("picture-alt").value = at("picture-caption").value = "";
    this.panel.close();
    tell(say("write.picture_kept", { file: told.picture }));
    this.saved(told);
  }
}
