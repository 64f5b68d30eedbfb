// The shelf's search: as one types, over titles, names, languages and status, without asking the desk.
import { say } from "/static/desk.js";

const search = document.getElementById("search");
const count = document.getElementById("count");
const none = document.getElementById("none");

// Small letters without their accents: who types "depistage" finds "dépistage".
const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

function start() {
  const books = [...document.querySelectorAll(".book")].map((element) => ({ element, sought: folded(element.dataset.sought) }));
  let telling = 0;

  const look = () => {
    const words = folded(search.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const { element, sought } of books) {
      const fits = words.every((word) => sought.includes(word));
      element.hidden = !fits;
      shown += fits;
    }
    none.hidden = shown > 0;
    // said when the typing rests: not once a letter
    clearTimeout(telling);
    telling = setTimeout(() => {
      const key = words.length ? "shelf_found" : "shelf_all";
      count.textContent = say(shown === 1 && words.length ? "shelf_found_one" : key, { count: shown, all: books.length });
      history.replaceState(null, "", words.length ? `?q=${encodeURIComponent(search.value)}` : location.pathname);
    }, 300);
  };

  search.addEventListener("input", look);
  search.addEventListener("keydown", (event) => {
    if (event.key === "Enter") document.querySelector(".book:not([hidden]) .links a")?.focus();
    if (event.key === "Escape") { search.value = ""; look(); }
  });
  document.getElementById("clear").addEventListener("click", () => { search.value = ""; look(); search.focus(); });

  const asked = new URLSearchParams(location.search).get("q");
  if (asked) search.value = asked;
  if (search.value) look(); // also what the browser kept
}

if (search) start();
