// The modules as a whole: no import in a circle (hashed names would never settle), only names that exist, vendored files as recorded.
import { deepEqual, equal } from "node:assert/strict";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../static/", import.meta.url));
const files = readdirSync(join(root, "js"), { recursive: true }).filter((name) => name.endsWith(".js")).map((name) => join(root, "js", name));
const BARE = ["htm", "preact", "signals"];

const sources = (file) => [...readFileSync(file, "utf8").matchAll(/^import (?:.*? from )?"([^"]+)";|import\("([^"]+)"\)/gm)].map((found) => found[1] || found[2]);
const near = (file) => sources(file).filter((name) => name.startsWith(".")).map((name) => resolve(dirname(file), name));

test("every import leads to a file or to a vendored module", () => {
  const lost = files.flatMap((file) => sources(file)
    .filter((name) => (name.startsWith(".") ? !existsSync(resolve(dirname(file), name)) : !BARE.includes(name)))
    .map((name) => `${relative(root, file)} → ${name}`));
  deepEqual(lost, []);
});

test("no module imports itself in a circle", () => {
  const done = new Set();
  const circles = [];
  const walk = (file, path) => {
    if (path.includes(file)) return circles.push([...path, file].map((each) => relative(root, each)).join(" → "));
    if (done.has(file)) return null;
    near(file).forEach((next) => existsSync(next) && walk(next, [...path, file]));
    return done.add(file);
  };
  files.forEach((file) => walk(file, []));
  deepEqual(circles, []);
});

test("every imported name is exported where it is said to be", () => {
  const lost = [];
  for (const file of files)
    for (const [, names, from] of readFileSync(file, "utf8").matchAll(/^import \{([^}]+)\} from "(\.[^"]+)";/gm)) {
      const target = resolve(dirname(file), from);
      if (!existsSync(target)) continue;
      const text = readFileSync(target, "utf8");
      for (const name of names.split(",").map((each) => each.trim().split(" as ")[0]).filter(Boolean))
        if (!new RegExp(`export (?:async )?(?:const|let|function\\*?|class) ${name}\\b|export \\{[^}]*\\b${name}\\b`).test(text)) lost.push(`${relative(root, file)}: ${name}`);
    }
  deepEqual(lost, []);
});

test("vendored modules are the recorded ones", () => {
  const record = readFileSync(join(root, "vendor", "VENDOR.toml"), "utf8");
  const hashes = Object.fromEntries([...record.matchAll(/\[\[file\]\]\nname = "(.+)"\nsha384 = "(.+)"/g)].map(([, name, hash]) => [name, hash]));
  const found = readdirSync(join(root, "vendor")).filter((name) => name.endsWith(".js"));
  const real = Object.fromEntries(found.map((name) => [name, `sha384-${createHash("sha384").update(readFileSync(join(root, "vendor", name))).digest("base64")}`]));
  deepEqual(hashes, real);
  for (const [, text] of record.matchAll(/text = "(.+)"/g)) equal(existsSync(join(root, "vendor", text)), true);
});
