// The one place that names the vendored library: so the writing page needs no import map.
export { Doc, applyUpdate, encodeStateAsUpdate, encodeStateVector, mergeUpdates } from "../../vendor/yjs.js";
