// A button on a partner's page. It opens the chat in a tab of its own, not in a frame: there
// "Leave quickly" can really take the chat away, and no other page lies over it.

(() => {
  const script = document.currentScript;
  const label = script.dataset.label || "Chat with us";

  const put = () => {
    const link = document.createElement("a");
    link.href = new URL("/", script.src).href;
    link.target = "_blank";
    link.rel = "noopener noreferrer";
    link.textContent = label;
    link.setAttribute("aria-label", `${label} (opens in a new tab)`);
    Object.assign(link.style, {
      position: "fixed",
      insetInlineEnd: "1rem",
      bottom: "1rem",
      zIndex: "1000",
      padding: "0.8rem 1.2rem",
      borderRadius: "2rem",
      background: "#0b6157",
      color: "#ffffff",
      border: "2px solid #ffffff",
      font: "600 1rem/1.2 system-ui, sans-serif",
      textDecoration: "none",
    });
    document.body.append(link);
  };

  if (document.body) put();
  else addEventListener("DOMContentLoaded", put);
})();
