// What is seen and heard: bubbles, buttons, and one line of status.

const SAFE_LINK = /^(https?:|tel:|mailto:)/i;

const log = document.getElementById("log");
const options = document.getElementById("options");
const status = document.getElementById("status");
const bubbles = new Map();

// As in the style sheet: only in a tall window does the box to write in stay in sight.
const tall = matchMedia("(min-height: 30rem)");

function element(name, className, text) {
  const made = document.createElement(name);
  made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

function linkTo({ title, url }) {
  if (!SAFE_LINK.test(url)) return element("span", "link", title);
  const link = element("a", "link", title);
  link.href = url;
  link.target = "_blank";
  link.rel = "noopener noreferrer";
  return link;
}

// `said` is {who: "me" | "them", text, links?, choices?, id?, state?}.
export function show(said) {
  const bubble = element("div", `bubble ${said.who}`);
  bubble.append(element("span", "hidden", said.who === "me" ? "You: " : "Helper: "));
  const text = element("p", "text", said.text);
  text.dir = "auto";
  bubble.append(text);
  for (const link of said.links ?? []) bubble.append(linkTo(link));
  if (said.choices?.length) {
    bubble.append(element("span", "hidden", `You can choose: ${said.choices.join("; ")}.`));
  }
  if (said.id) bubbles.set(said.id, bubble);
  log.append(bubble);
  if (said.state) mark(said.id, said.state);
  toEnd();
}

// The small line under a bubble: "Sending", or why it did not go. "" takes it away.
export function mark(id, state) {
  const bubble = bubbles.get(id);
  if (!bubble) return;
  bubble.querySelector(".state")?.remove();
  if (state) bubble.append(element("small", "state", state));
}

export function offer(choices, choose) {
  options.replaceChildren();
  options.hidden = choices.length === 0;
  for (const choice of choices) {
    const button = element("button", "option", choice);
    button.type = "button";
    button.dir = "auto";
    button.addEventListener("click", () => choose(choice));
    options.append(button);
  }
  toEnd();
}

export function tell(text) {
  if (status.textContent !== text) status.textContent = text;
}

// Old words come back silently; only new ones are read out.
export function quietly(restore) {
  log.setAttribute("aria-live", "off");
  restore();
  setTimeout(() => log.setAttribute("aria-live", "polite"), 500);
}

export function toEnd() {
  if (!log.lastElementChild) return;
  if (tall.matches) scrollTo(0, document.documentElement.scrollHeight);
  else log.lastElementChild.scrollIntoView({ block: "start" });
}
