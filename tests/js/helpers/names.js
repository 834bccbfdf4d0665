// Gives node the bare names of the page's import map; import it before any module that uses them.
import { register } from "node:module";

const hook = `
const vendor = ${JSON.stringify(new URL("../../../static/vendor/", import.meta.url).href)};
const names = { preact: "preact.js", signals: "signals.js", htm: "htm.js" };
export async function resolve(specifier, context, next) {
  if (!(specifier in names)) return next(specifier, context);
  return { url: vendor + names[specifier], format: "module", shortCircuit: true };
}`;
register(`data:text/javascript,${encodeURIComponent(hook)}`);
