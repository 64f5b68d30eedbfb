// The shared worker: hears the desk once, and passes on what it hears to every tab.
const ports = new Set();
let last = null;

function pass(event, data) {
  for (const port of ports) port.postMessage({ event, data });
}

const source = new EventSource("/events");
for (const event of ["desk", "room", "files"])
  source.addEventListener(event, (one) => {
    const data = JSON.parse(one.data);
    if (event === "desk") last = data;
    pass(event, data);
  });
source.onerror = () => pass("lost", {});

self.onconnect = (message) => {
  const port = message.ports[0];
  ports.add(port);
  port.onmessage = (one) => { if (one.data === "bye") ports.delete(port); };
  if (last) port.postMessage({ event: "desk", data: last });
};
