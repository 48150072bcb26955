// Keeps an open talk fresh without touching what is being written.

const EVERY = 4000;
const GONE = "This talk is no longer open here. Load the page again to see why.";
const OFFLINE = "No connection. What you see may be old.";

const status = document.getElementById("status");
const { title } = document;

function tell(text) {
  if (status.textContent !== text) status.textContent = text;
}

async function look() {
  try {
    const response = await fetch(location.href, { headers: { accept: "text/html" } });
    if (!response.ok) {
      clearInterval(looking);
      return tell(GONE);
    }
    const fresh = new DOMParser().parseFromString(await response.text(), "text/html");
    add([...fresh.querySelectorAll("#lines .line")]);
    return tell("");
  } catch {
    return tell(OFFLINE);
  }
}

// Only what is new is added, so that only that is read out.
function add(fresh) {
  const lines = document.getElementById("lines");
  const known = new Set(Array.from(lines.querySelectorAll(".line"), (line) => line.outerHTML));
  const added = fresh.filter((line) => !known.has(line.outerHTML));
  if (!added.length) return;
  lines.querySelector(".nothing")?.remove();
  lines.append(...added);
  if (document.hidden) document.title = `New: ${title}`;
}

document.addEventListener("visibilitychange", () => {
  if (document.hidden) return;
  document.title = title;
  look();
});

const looking = setInterval(look, EVERY);
