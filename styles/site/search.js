// Finds guides by their words, in the page itself: nothing is fetched, so it works from a file.
"use strict";
(() => {
  const form = document.querySelector("form.search"), told = document.getElementById("found");
  const index = document.getElementById("index");
  if (!form || !told || !index) return;
  const language = document.documentElement.lang;
  const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase(language);
  const known = JSON.parse(index.textContent)
    .map((one) => ({
      where: document.getElementById(one.id).querySelector(".where"),
      card: document.getElementById(one.id), words: folded(one.words),
      texts: one.texts.map(([name, words]) => [name, folded(words)]),
    }));
  const field = form.querySelector("input");
  let waiting = 0;
  const show = () => {
    const asked = folded(field.value).split(/\s+/).filter(Boolean);
    let count = 0;
    for (const one of known) {
      // what is not in a title or a heading stands in a text: the rest of the words, all in one of them
      const rest = asked.filter((word) => !one.words.includes(word));
      const within = one.texts.filter(([, words]) => rest.every((word) => words.includes(word)));
      const fits = !rest.length || within.length > 0;
      one.card.hidden = !fits;
      one.where.hidden = !fits || !rest.length;
      one.where.textContent = told.dataset.within.replace("{products}", within.map(([name]) => name).join(", "));
      count += fits ? 1 : 0;
    }
    const say = count ? told.dataset.found.replace("{count}", count.toLocaleString(language)) : told.dataset.nothing;
    told.textContent = asked.length ? say : "";
  };
  field.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(show, 120); });
  form.addEventListener("submit", (event) => { event.preventDefault(); clearTimeout(waiting); show(); });
  form.hidden = false;
  if (field.value) show(); // the browser kept what was typed
})();
