// A button that copies what stands in the field above it; without it the field is selected by hand.

const field = document.querySelector("textarea.copy");
const told = document.getElementById("copied");

const button = document.createElement("button");
button.type = "button";
button.className = "second";
button.textContent = "Copy";
button.addEventListener("click", async () => {
  try {
    await navigator.clipboard.writeText(field.value);
    told.textContent = "Copied.";
  } catch {
    field.select();
    told.textContent = "Selected: copy it with Ctrl and C.";
  }
});
told.before(button);
