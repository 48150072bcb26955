// "Leave quickly": the words are gone from the screen before anything else happens.

const TWICE_WITHIN = 1500;

export function leave(memory, wire, to) {
  const { session } = memory;
  document.title = "Weather";
  document.body.replaceChildren();
  wire.stop();
  memory.clear();
  if (session) forget(JSON.stringify({ type: "hello", session }));
  location.replace(to);
}

export function onEscapeTwice(act) {
  let last = -Infinity;
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.repeat) return;
    if (event.timeStamp - last < TWICE_WITHIN) act();
    last = event.timeStamp;
  });
}

function forget(body) {
  if (navigator.sendBeacon?.("/chat/forget", body)) return;
  fetch("/chat/forget", { method: "POST", body, keepalive: true }).catch(() => {});
}
