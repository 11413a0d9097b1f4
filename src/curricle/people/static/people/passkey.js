// Passkeys: fetches a challenge from this program, lets the browser answer it, and sends the answer by the form.
// Everything works without this file: by password and code.
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

/** The options as the browser wants them: bytes where JSON had text. */
function unpacked(options) {
  const made = { ...options.publicKey, challenge: bytes(options.publicKey.challenge) };
  if (made.user) made.user = { ...made.user, id: bytes(made.user.id) };
  for (const list of ["excludeCredentials", "allowCredentials"]) {
    if (made[list]) made[list] = made[list].map((one) => ({ ...one, id: bytes(one.id) }));
  }
  return { publicKey: made };
}

/** The browser's answer as JSON. */
function packed(credential) {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[name]) response[name] = text(credential.response[name]);
  }
  return JSON.stringify({
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    response,
    clientExtensionResults: {},
  });
}

async function asked(form) {
  const headers = { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value, Accept: "application/json" };
  const answer = await fetch(form.dataset.cuChallenge, { method: "POST", headers });
  if (!answer.ok) throw new Error(`the challenge came with ${answer.status}`);
  const options = unpacked(await answer.json());
  return form.dataset.cuPasskey === "create" ? navigator.credentials.create(options) : navigator.credentials.get(options);
}

function prepare(form) {
  form.hidden = false;
  const says = form.querySelector("[role=alert]");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    says.hidden = true;
    try {
      form.elements.credential.value = packed(await asked(form));
      form.submit();
    } catch {
      says.textContent = "The browser gave no passkey. Try again, or use another way.";
      says.hidden = false;
    }
  });
}

if (window.PublicKeyCredential && navigator.credentials) {
  for (const form of document.querySelectorAll("[data-cu-passkey]")) prepare(form);
}
