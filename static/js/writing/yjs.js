// The one place that names the vendored library: the writing page needs no map of modules.
export { Doc, applyUpdate, encodeStateAsUpdate, encodeStateVector, mergeUpdates } from "../../vendor/yjs.js";
