// A text from its first word to a cut line and back: sent, stored, refused, kept on the device.
import { deepEqual, equal } from "node:assert/strict";
import { mock, test } from "node:test";
import { deviceStorage } from "../../../static/js/core/storage.js";
import { parcels } from "../../../static/js/writing/sending.js";
import { openSession } from "../../../static/js/writing/session.js";
import { fakeStorage } from "../helpers/fake_socket.js";
import { table } from "./helpers.js";

function begin({ here = table(), raw = fakeStorage(), open = true } = {}) {
  const states = [], writers = [];
  const session = openSession({
    url: "ws://x/ws/texts/note/k/", text: "note:k", seat: "s", Socket: here.Socket, storage: deviceStorage("text.note:k.s", raw), random: () => 1, page: {},
    onText() {}, onState: ({ name, sentence }) => states.push(sentence ? `${name}: ${sentence}` : name), onWriters: (some) => writers.push(some),
  });
  const socket = here.sockets.at(-1);
  if (open) socket.open();
  const text = session.doc.getText("what");
  if (open) mock.timers.tick(50);
  return { here, raw, states, writers, session, text, socket, write: (words, at = 0) => text.insert(at, words), stored: () => here.doc.getText("what").toString() };
}

function clock(run) {
  return () => {
    mock.timers.enable({ apis: ["setTimeout", "Date"], now: 1_000_000 });
    try {
      run((ms) => { for (let left = ms; left > 0; left -= 50) mock.timers.tick(Math.min(50, left)); });
    } finally {
      mock.timers.reset();
    }
  };
}

test("what is typed is stored and nothing is left on the device", clock((tick) => {
  const one = begin(), two = begin({ here: one.here });
  one.write("ciao ");
  two.write("نعم ");
  tick(2_000);
  deepEqual([one.text.toString(), two.text.toString()], [one.stored(), one.stored()]);
  deepEqual([one.states, one.raw.values.size], [["connecting", "saved"], 0]);
  one.session.close();
  two.session.close();
}));

test("letters typed fast go together", clock((tick) => {
  const one = begin();
  for (let letter = 0; letter < 50; letter++) {
    one.write("x");
    tick(10);
  }
  tick(1_000);
  deepEqual([one.stored().length, one.here.updates <= 12], [50, true]);
  one.session.close();
}));

test("a slow server is said to be one", clock((tick) => {
  const one = begin();
  one.here.answers = false;
  one.write("x");
  tick(500);
  deepEqual(one.states, ["connecting", "saved", "saving"]);
  equal(one.raw.values.size, 2);
  one.socket.tell({ stored: 1 });
  deepEqual([one.states.at(-1), one.raw.values.size], ["saved", 0]);
  one.session.close();
}));

test("what is written without a line is kept and merged on return", clock((tick) => {
  const one = begin();
  one.socket.drop();
  one.write("offline ");
  one.here.doc.getText("what").insert(0, "meanwhile ");
  tick(100);
  equal(one.states.at(-1), "kept");
  tick(1_000);
  one.here.sockets.at(-1).open();
  tick(1_000);
  equal(one.text.toString(), one.stored());
  deepEqual([[...one.stored().split(" ")].sort(), one.states.at(-1), one.raw.values.size], [["", "meanwhile", "offline"], "saved", 0]);
  one.session.close();
}));

test("a device that keeps nothing says that the page must stay open", clock((tick) => {
  const raw = fakeStorage();
  raw.full = true;
  const one = begin({ raw });
  one.socket.drop();
  one.write("x");
  tick(100);
  equal(one.states.at(-1), "open");
  one.session.close();
}));

test("a page that was closed without a line leaves its words to the next one", clock((tick) => {
  const one = begin();
  one.write("together ");
  tick(500);
  one.socket.drop();
  one.write("left ");
  one.session.close();
  const two = begin({ here: one.here, raw: one.raw });
  tick(1_000);
  deepEqual([two.stored(), two.text.toString(), one.raw.values.size], ["left together ", "left together ", 0]);
  two.session.close();
}));

test("what is refused is said, kept, and tried again with the next letter", clock((tick) => {
  const one = begin();
  one.here.refusal = { no: "Too long.", code: "long" };
  one.write("xxx");
  tick(500);
  deepEqual([one.states.at(-1), one.here.updates], ["refused: Too long.", 1]);
  tick(10_000);
  equal(one.here.updates, 1);
  one.here.refusal = null;
  one.text.delete(0, 1);
  tick(1_000);
  deepEqual([one.stored(), one.states.at(-1)], ["xx", "saved"]);
  one.session.close();
}));

test("a busy server is asked again after a while", clock((tick) => {
  const one = begin();
  one.here.refusal = { no: "Wait.", code: "busy" };
  one.write("x");
  tick(500);
  one.here.refusal = null;
  equal(one.stored(), "");
  tick(4_000);
  deepEqual([one.stored(), one.states.at(-1)], ["x", "saved"]);
  one.session.close();
}));

test("who may only read is told so and sends nothing", clock((tick) => {
  const one = begin({ here: table({ may: "read" }) });
  one.write("x");
  tick(1_000);
  deepEqual([one.here.updates, one.states.at(-1)], [0, "reading"]);
  one.session.close();
}));

test("who is shown out does not come back", clock((tick) => {
  const one = begin();
  one.socket.drop(4003);
  tick(60_000);
  deepEqual([one.states.at(-1), one.here.sockets.length], ["gone", 1]);
  one.session.close();
}));

test("silence counts as a lost line", clock((tick) => {
  const one = begin();
  tick(19_900);
  equal(one.here.sockets.length, 1);
  tick(1_000);
  equal(one.here.sockets.length, 2);
  one.session.close();
}));

test("while a word is composed nothing from others changes the text", clock((tick) => {
  const one = begin(), two = begin({ here: one.here });
  one.session.hold(true);
  two.write("theirs ");
  tick(1_000);
  equal(one.text.toString(), "");
  one.write("mine ");
  tick(1_000);
  one.session.hold(false);
  equal(one.text.toString(), one.stored());
  equal(one.stored().length, 12);
  one.session.close();
  two.session.close();
}));

test("where the caret is is said once a second at most, and that it left", clock((tick) => {
  const one = begin();
  for (let at = 0; at < 30; at++) {
    one.session.place("what", at);
    tick(100);
  }
  one.session.place(null);
  tick(20_000);
  const said = one.here.awareness.map((each) => Object.values(each)[0]);
  deepEqual([said.length <= 5, said.at(-2), said.at(-1)], [true, { field: "what", at: 29 }, null]);
  one.session.close();
}));

test("no message is too long, however much waits", () => {
  const updates = Array.from({ length: 9 }, () => new Uint8Array(15_000));
  deepEqual(parcels(updates.slice(0, 1)).map((each) => each.updates.length), [1]);
  deepEqual(parcels([...Array(9)].map(() => new Uint8Array([0, 0]))).map((each) => each.updates.length), [9]);
});
