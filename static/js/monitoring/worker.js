// Keeps the form that measures, and what it is drawn with, on the phone: it opens again without a network.
const SHELF = "tessera-measuring-1";
const OURS = /^\/(?:rounds\/[^/]+\/collect\/|static\/|css\/|i18n\/)/;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin || !OURS.test(pathname)) return;
  event.respondWith(fresh(request));
});

// The network first: what is kept is only for when there is none. Pages of a round that is over fall out with the next one.
async function fresh(request) {
  const shelf = await caches.open(SHELF);
  try {
    const answer = await fetch(request);
    if (answer.ok && answer.type === "basic") await shelf.put(request, answer.clone());
    return answer;
  } catch (lost) {
    const kept = await shelf.match(request, { ignoreVary: true });
    if (kept) return kept;
    throw lost;
  }
}
