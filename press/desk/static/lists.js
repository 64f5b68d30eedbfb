// A long list follows what is typed: the list that the server finds takes the place of the one shown.
const form = document.getElementById("search");
const field = form?.querySelector("input[type=search]");
let last = 0;

async function follow(address, keep) {
  const mine = ++last;
  const response = await fetch(address, { headers: { accept: "text/html" } }).catch(() => null);
  if (!response?.ok || mine !== last) return;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const found = page.getElementById("found");
  if (!found) return;
  document.getElementById("found").replaceWith(found);
  history.replaceState(null, "", address);
  const count = document.getElementById("found-says");
  if (count) count.textContent = page.getElementById("found-says")?.textContent ?? "";
  if (keep) found.querySelector(`button.sort[data-column="${keep}"]`)?.focus();
  dispatchEvent(new CustomEvent("found"));
}

function addressOf(button) {
  const asked = new URLSearchParams(new FormData(form));
  if (button?.name) asked.set(button.name, button.value);
  for (const [name, value] of [...asked]) if (!value) asked.delete(name);
  return `${form.getAttribute("action")}?${asked}`;
}

let waiting;
field?.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => follow(addressOf()), 180);
});
form?.addEventListener("change", (event) => { if (event.target !== field) follow(addressOf()); });
form?.addEventListener("submit", (event) => {
  const button = event.submitter;
  event.preventDefault();
  clearTimeout(waiting);
  if (button?.name === "sort") {
    let hidden = form.querySelector("input[name=sort]");
    if (!hidden) {
      hidden = Object.assign(document.createElement("input"), { type: "hidden", name: "sort" });
      form.append(hidden);
    }
    hidden.value = button.value;
  }
  follow(addressOf(), button?.dataset.column);
});
