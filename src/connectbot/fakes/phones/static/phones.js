// Draws the phones from what the server says, and texts as whoever is asked for.

const FIRST = "+447700900123";
const OFFLINE = "The service is not answering. Trying again.";
const WEB_ADDRESS = /https?:\/\/[^\s<>"]+[^\s<>".,;:!?)]/g;

const status = document.getElementById("status");
const number = document.getElementById("number");
const template = document.getElementById("phone");
const shelves = {
  theirs: document.getElementById("theirs"),
  groups: document.getElementById("welcoming"),
  ours: document.getElementById("ours"),
};
const phones = new Map();

function written(international) {
  return `0${international.slice(3, 7)} ${international.slice(7)}`;
}

function normal(typed) {
  const found = /^(?:\+44|0044|0)?(7700900\d{3})$/.exec(typed.replace(/[\s()-]+/g, ""));
  return found && `+44${found[1]}`;
}

function make(id, name, shelf) {
  const card = template.content.firstElementChild.cloneNode(true);
  const label = name ?? written(id);
  card.querySelector("h3").textContent = label;
  card.querySelector(".owner .small").textContent = name ? written(id) : "A resident's phone";
  const screen = card.querySelector(".screen");
  screen.setAttribute("aria-label", `Texts on the phone of ${label}`);
  const words = card.querySelector("textarea");
  words.setAttribute("aria-label", `Text from ${label}`);
  words.placeholder = "Write a text";
  const phone = { id, screen, words, problem: card.querySelector(".problem"), seen: new Set() };
  const form = card.querySelector("form");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(phone);
  });
  words.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });
  shelf.append(card);
  shelf.closest("section").hidden = false;
  phones.set(id, phone);
  return phone;
}

function phoneOf(id, name, shelf = "theirs") {
  return phones.get(id) ?? make(id, name, shelves[shelf]);
}

async function send(phone) {
  const text = phone.words.value;
  if (!text.trim()) return;
  phone.words.value = "";
  phone.problem.textContent = "";
  try {
    const response = await fetch("/demo/phones/text", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ from: phone.id, text }),
    });
    if (!response.ok) phone.problem.textContent = (await response.json()).error;
  } catch {
    phone.problem.textContent = OFFLINE;
    phone.words.value = text;
  }
}

// The text, with its web addresses as links.
function body(text) {
  const parts = [];
  let from = 0;
  for (const found of text.matchAll(WEB_ADDRESS)) {
    const link = document.createElement("a");
    link.href = link.textContent = found[0];
    link.target = "_blank";
    link.rel = "noopener noreferrer";
    parts.push(text.slice(from, found.index), link);
    from = found.index + found[0].length;
  }
  parts.push(text.slice(from));
  return parts;
}

function add(phone, { sid, mine, at, body: text }) {
  if (phone.seen.has(sid)) return;
  phone.seen.add(sid);
  const bubble = document.createElement("div");
  bubble.className = mine ? "text mine" : "text";
  const words = document.createElement("p");
  words.dir = "auto";
  words.append(...body(text));
  const time = document.createElement("time");
  time.dateTime = at;
  time.textContent = new Date(at).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  bubble.append(words, time);
  phone.screen.append(bubble);
  phone.screen.scrollTop = phone.screen.scrollHeight;
}

document.getElementById("add").addEventListener("submit", (event) => {
  event.preventDefault();
  const id = normal(number.value);
  if (!id) {
    status.textContent = "Only pretend numbers here: 07700 900000 to 07700 900999.";
    return;
  }
  status.textContent = "";
  phoneOf(id).words.focus();
  const next = String((Number(id.slice(-3)) + 1) % 1000).padStart(3, "0");
  number.value = `07700 900${next}`;
});

phoneOf(FIRST).words.focus();

const live = new EventSource("/demo/phones/live");
live.onopen = () => { status.textContent = ""; };
live.onerror = () => { status.textContent = OFFLINE; };
live.onmessage = (event) => {
  for (const { number: id, name, shelf, texts } of JSON.parse(event.data).phones) {
    const phone = phoneOf(id, name, shelf);
    for (const text of texts) add(phone, text);
  }
};
