// Makes static/vendor from the packages named in package.json: one ES module each, with licence texts, versions and hashes.
// For maintainers only: `npm ci --ignore-scripts && npm run vendor`. Users get the committed output and never need node.
import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "..", "..", "static", "vendor");

// The file name is also the bare name in the page's import map. `contains` lists every package inside, for the licences.
const modules = [
  { file: "preact.js", source: `export { h, Fragment, Component, render, createContext } from "preact";
export { useState, useEffect, useLayoutEffect, useMemo, useRef, useCallback, useContext, useId } from "preact/hooks";
export { options, isValidElement, createElement } from "preact";`, external: [], contains: ["preact"] },
  { file: "signals.js", source: `export { signal, computed, effect, batch, untracked, useSignal, useComputed } from "@preact/signals";`,
    external: ["preact", "preact/hooks"], contains: ["@preact/signals", "@preact/signals-core"] },
  { file: "yjs.js", source: `export { Doc, applyUpdate, encodeStateAsUpdate, encodeStateVector, mergeUpdates } from "yjs";`, external: [], contains: ["yjs", "lib0", "isomorphic.js"] },
  { file: "htm.js", source: `export { default } from "htm";`, external: [], contains: ["htm"] },
];

const about = (name) => JSON.parse(readFileSync(join(here, "node_modules", name, "package.json"), "utf8"));
const sha384 = (path) => "sha384-" + createHash("sha384").update(readFileSync(path)).digest("base64");
const licenceFile = (name) => `${name.replace("@", "").replace("/", "-")}.txt`;

// preact and its hooks leave as one module, so that one import map entry serves both.
const oneName = {
  name: "hooks-live-in-preact",
  setup: (maker) => maker.onResolve({ filter: /^preact\/hooks$/ }, () => ({ path: "preact", external: true })),
};

mkdirSync(join(out, "licences"), { recursive: true });
let record = "# Third-party modules served to browsers, made by tools/vendor/build.js. A test compares the hashes.\n";
for (const { file, source, external, contains } of modules) {
  const banner = contains.map((name) => `${name} ${about(name).version} (${about(name).license})`).join(", ");
  await build({
    stdin: { contents: source, resolveDir: here }, outfile: join(out, file), bundle: true, format: "esm", minify: true,
    target: "es2020", external: external.filter((name) => name !== "preact/hooks"), plugins: external.length ? [oneName] : [],
    banner: { js: `/* ${banner}; licence texts in licences/ */` }, legalComments: "none", logLevel: "warning",
  });
  for (const name of contains) copyFileSync(join(here, "node_modules", name, "LICENSE"), join(out, "licences", licenceFile(name)));
  record += `\n[[file]]\nname = "${file}"\nsha384 = "${sha384(join(out, file))}"\n`;
  for (const name of contains) {
    const { version, license } = about(name);
    record += `[[file.package]]\nname = "${name}"\nversion = "${version}"\nlicence = "${license}"\ntext = "licences/${licenceFile(name)}"\n`;
  }
}
writeFileSync(join(out, "VENDOR.toml"), record);
