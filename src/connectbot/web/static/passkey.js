// Signs in with a passkey, or makes one: asks the service what to sign, then the device to sign it.

const decoded = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));

const encoded = (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");

const keys = (list) => (list ?? []).map((key) => ({ ...key, id: decoded(key.id) }));

async function make(asked) {
  const made = await navigator.credentials.create({
    publicKey: {
      ...asked,
      challenge: decoded(asked.challenge),
      user: { ...asked.user, id: decoded(asked.user.id) },
      excludeCredentials: keys(asked.excludeCredentials),
    },
  });
  return {
    id: made.id,
    rawId: encoded(made.rawId),
    type: made.type,
    response: {
      clientDataJSON: encoded(made.response.clientDataJSON),
      attestationObject: encoded(made.response.attestationObject),
    },
  };
}

async function use(asked) {
  const used = await navigator.credentials.get({
    publicKey: { ...asked, challenge: decoded(asked.challenge) },
  });
  return {
    id: used.id,
    rawId: encoded(used.rawId),
    type: used.type,
    response: {
      clientDataJSON: encoded(used.response.clientDataJSON),
      authenticatorData: encoded(used.response.authenticatorData),
      signature: encoded(used.response.signature),
    },
  };
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!window.PublicKeyCredential) continue;
  const status = form.querySelector("[role=status]");
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    status.textContent = "";
    try {
      const answer = await fetch(form.dataset.ask, {
        method: "POST",
        body: new URLSearchParams({ stamp: form.elements.stamp.value }),
      });
      if (!answer.ok) throw new Error("refused");
      const asked = await answer.json();
      const signed = form.dataset.passkey === "make" ? await make(asked) : await use(asked);
      form.elements.challenge.value = asked.challenge;
      form.elements.answer.value = JSON.stringify(signed);
      form.submit();
    } catch {
      status.textContent = form.dataset.failed;
    }
  });
}
