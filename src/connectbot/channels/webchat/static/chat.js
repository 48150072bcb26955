// The page: what is written goes to the wire, what comes back goes to the view.

import { leave, onEscapeTwice } from "./leave.js";
import { Memory } from "./memory.js";
import { mark, offer, quietly, show, tell, toEnd } from "./view.js";
import { Wire } from "./wire.js";

const LONGEST = 10_000;
const OFFLINE = "Trying to reconnect. Nothing you wrote is lost.";
const ELSEWHERE = "This chat is open in another window. Write here to go on in this one.";
const TOO_LONG = "That is too long to send at once. Please send it in shorter parts.";

const form = document.getElementById("form");
const words = document.getElementById("words");
const leaving = document.getElementById("leave");

const memory = new Memory();
const wire = new Wire(memory, {
  message(frame) {
    const { text, links, options } = frame;
    const said = { who: "them", text, links, choices: options };
    memory.after = frame.seq;
    memory.said.push(said);
    if (options.length) memory.options = options;
    memory.save();
    show(said);
    offer(memory.options, choose);
  },
  taken: (id) => settle(id, ""),
  refused: (id, why) => settle(id, `Not sent. ${why}`),
  note: tell,
  online: (yes) => tell(yes ? "" : OFFLINE),
  elsewhere: () => tell(ELSEWHERE),
  forgotten: goAway,
});

function say(type, text) {
  const id = crypto.randomUUID?.() ?? randomId();
  const said = { who: "me", text, id, state: "Sending" };
  memory.said.push(said);
  memory.options = [];
  show(said);
  offer([], choose);
  wire.say({ type, id, text });
}

function choose(choice) {
  say("choose", choice);
  words.focus();
}

function settle(id, state) {
  const said = memory.said.find((one) => one.id === id);
  if (said) said.state = state;
  mark(id, state);
  if (!state) tell("");
}

function randomId() {
  // A page served over plain http has no randomUUID.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function grow() {
  words.style.height = "auto";
  words.style.height = `${words.scrollHeight + 2}px`;
}

function goAway() {
  leave(memory, wire, leaving.href);
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const text = words.value.trim();
  if (text.length > LONGEST) {
    tell(TOO_LONG);
  } else if (text) {
    words.value = "";
    grow();
    say("say", text);
  }
  words.focus();
});

words.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  form.requestSubmit();
});

words.addEventListener("input", grow);

leaving.addEventListener("click", (event) => {
  event.preventDefault();
  goAway();
});

onEscapeTwice(goAway);

// A page that comes back from the browser's cache begins anew.
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});

quietly(() => memory.said.forEach(show));
offer(memory.options, choose);
toEnd();
wire.open();
words.focus({ preventScroll: true });
