// Reads a catalogue's plural rule ("(n == 1) ? 0 : 1") without eval, which the page's policy forbids.

const TOKEN = /\s*(\d+|n|\?|:|\|\||&&|==|!=|<=|>=|<|>|\+|-|\*|%|!|\(|\))/y;
const LEVELS = [["||"], ["&&"], ["==", "!="], ["<", ">", "<=", ">="], ["+", "-"], ["*", "%"]];
const OPERATE = {
  "||": (a, b) => (a || b ? 1 : 0), "&&": (a, b) => (a && b ? 1 : 0),
  "==": (a, b) => +(a === b), "!=": (a, b) => +(a !== b),
  "<": (a, b) => +(a < b), ">": (a, b) => +(a > b), "<=": (a, b) => +(a <= b), ">=": (a, b) => +(a >= b),
  "+": (a, b) => a + b, "-": (a, b) => a - b, "*": (a, b) => a * b, "%": (a, b) => a % b,
};

/** The rule as a function of the count: number → index of the plural form. An unreadable rule is "one, else many". */
export function pluralRule(expression) {
  try {
    return parse(tokens(expression || "n != 1"));
  } catch {
    return (n) => (n === 1 ? 0 : 1);
  }
}

function tokens(text) {
  const found = [];
  TOKEN.lastIndex = 0;
  while (text.slice(TOKEN.lastIndex).trim()) {
    const match = TOKEN.exec(text);
    if (!match) throw new SyntaxError(text);
    found.push(match[1]);
  }
  return found;
}

function parse(list) {
  let at = 0;
  const take = (expected) => {
    if (expected && list[at] !== expected) throw new SyntaxError(list.join(" "));
    return list[at++];
  };
  const choice = () => {
    const condition = chain(0);
    if (list[at] !== "?") return condition;
    take("?");
    const yes = choice();
    take(":");
    const no = choice();
    return (n) => (condition(n) ? yes(n) : no(n));
  };
  const chain = (level) => {
    if (level === LEVELS.length) return atom();
    let left = chain(level + 1);
    while (LEVELS[level].includes(list[at])) {
      const operate = OPERATE[take()];
      const before = left;
      const right = chain(level + 1);
      left = (n) => operate(before(n), right(n));
    }
    return left;
  };
  const atom = () => {
    const token = take();
    if (token === "n") return (n) => n;
    if (/^\d+$/.test(token)) return () => +token;
    if (token === "!") {
      const inner = atom();
      return (n) => +!inner(n);
    }
    if (token !== "(") throw new SyntaxError(String(token));
    const inner = choice();
    take(")");
    return inner;
  };
  const rule = choice();
  if (at !== list.length) throw new SyntaxError(list.join(" "));
  return (n) => +rule(n);
}
