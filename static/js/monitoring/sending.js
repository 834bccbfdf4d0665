// Sends one sheet to the server, and tells what has to wait from what was refused.

/** `{ok: true}`, or `{ok: false, reason, later}`: `later` when there is no network, or the server has no time now. */
export function createPost({ seat = "", token, fetch: ask = globalThis.fetch }) {
  return async function post(data) {
    let answer;
    try {
      answer = await ask("/api/do/observation.record", {
        method: "POST",
        credentials: "same-origin",
        headers: { "Content-Type": "application/json", "Idempotency-Key": data.once, "X-CSRFToken": token(), ...(seat ? { "X-Seat": seat } : {}) },
        body: JSON.stringify(data),
      });
    } catch {
      return { ok: false, reason: "", later: true };
    }
    if (answer.ok) return { ok: true };
    const said = await answer.json().catch(() => ({}));
    // Without a sentence of ours it was not the command that said no: a proxy, a lost session, an error. It stays kept.
    const later = !said.no || said.code === "busy";
    return { ok: false, reason: said.no || "again", later };
  };
}

/** The token that the server asks from every form: the newest one stands in the cookie. */
export function tokenOf(form, cookie = () => document.cookie) {
  const found = /(?:^|; )csrftoken=([^;]+)/.exec(cookie());
  return found ? decodeURIComponent(found[1]) : form.elements.namedItem("csrfmiddlewaretoken")?.value || "";
}
