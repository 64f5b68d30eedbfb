// What all pages of the desk share: asking, telling, and hearing what happens.
// One shared worker hears the desk for all tabs: a browser keeps six streams at most.

const words = JSON.parse(document.getElementById("desk-words").textContent);
const token = document.querySelector("meta[name=desk-token]").content;
const started = document.querySelector("meta[name=desk-started]").content;

export function say(key, values = {}) {
  const text = words[`script.${key}`] ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

export function tell(text, wrong = false) {
  const line = document.createElement("p");
  line.textContent = text;
  line.classList.toggle("wrong", wrong);
  document.getElementById("said").replaceChildren(line);
  if (!wrong) setTimeout(() => line.remove(), 6000);
}

// The numbers of a clinic that was saved just now, wherever they stand.
document.addEventListener("change", (event) => {
  if (!event.target.closest(".dial")) return;
  if ([...document.querySelectorAll(".dial input")].every((one) => one.checked)) tell(say("clinic.dialled_all"));
});

// Answers {ok, status, ...what the desk said}; never throws, for what was typed must stay.
async function answered(fetching) {
  let response;
  try {
    response = await fetching;
  } catch {
    tell(say("lost"), true);
    return { ok: false, status: 0, says: say("lost") };
  }
  const text = await response.text();
  let told = {};
  try {
    told = JSON.parse(text);
  } catch {
    told = { says: text };
  }
  return { ...(Array.isArray(told) ? { list: told } : told), ok: response.ok, status: response.status };
}

export const post = (address, asked) =>
  answered(fetch(address, { method: "POST", body: JSON.stringify(asked), headers: { "content-type": "application/json", "x-desk-token": token } }));

// Stops what was asked for under a name, which may reach the desk only now; whether that was done.
export async function stopped(run, tries = 5) {
  const answer = await post("/stop", { run });
  if (!answer.ok && answer.status) tell(answer.says, true);
  if (!answer.ok || answer.found || !tries) return Boolean(answer.found);
  await new Promise((done) => setTimeout(done, 300));
  return stopped(run, tries - 1);
}

export const send = (address, file) =>
  answered(fetch(address, { method: "POST", body: file, headers: { "content-type": file.type, "x-desk-token": token } }));

export const get = (address) => answered(fetch(address, { headers: { accept: "application/json" } }));

// Calls heard(event, data) for each thing that happens: "room" (a frame), "files", "gap" (all may have changed).
export function listen(heard) {
  const take = ({ event, data }) => {
    if (event === "desk") {
      if (data.started !== started) tell(say("restarted"), true);
      heard("gap", {});
    } else if (event === "lost") tell(say("lost"), true);
    else heard(event, data);
  };
  if (window.SharedWorker) {
    const worker = new SharedWorker("/static/events.js", "desk-events");
    worker.port.onmessage = (message) => take(message.data);
    worker.port.start();
    addEventListener("pagehide", () => worker.port.postMessage("bye"));
    return;
  }
  const source = new EventSource("/events");
  for (const event of ["desk", "room", "files"])
    source.addEventListener(event, (one) => take({ event, data: JSON.parse(one.data) }));
}
