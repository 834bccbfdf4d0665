// A server's table and a page's textarea, without a network and without a browser.
import { Doc, applyUpdate, encodeStateAsUpdate, encodeStateVector } from "../../../static/js/writing/yjs.js";
import { lackingMessage, stateMessage, understand, updateMessage } from "../../../static/js/writing/messages.js";

const told = (what) => {
  const text = new TextEncoder().encode(JSON.stringify(what));
  return new Uint8Array([100, ...(text.length < 128 ? [text.length] : [(text.length % 128) + 128, Math.floor(text.length / 128)]), ...text]);
};

/** A table with sockets: `Socket` for the client; `answers` false: it hears and does not answer; `may`, `awareness` what was said. */
export function table({ may = "write" } = {}) {
  const doc = new Doc();
  const sockets = [];
  const here = { doc, sockets, may, answers: true, refusal: null, awareness: [], updates: 0 };

  here.Socket = class {
    constructor(url) {
      Object.assign(this, { url, readyState: 0, count: 0 });
      sockets.push(this);
    }
    open() {
      this.readyState = 1;
      this.onopen();
      this.say(told({ may: here.may }));
      this.say(stateMessage(encodeStateVector(doc)));
    }
    say(bytes) {
      this.onmessage({ data: bytes.slice().buffer });
    }
    tell(what) {
      this.say(told(what));
    }
    drop(code = 1006) {
      this.readyState = 3;
      this.onclose({ code });
    }
    close() {
      this.readyState = 3;
    }
    send(bytes) {
      setTimeout(() => this.readyState === 1 && this.hear(bytes), 1);
    }
    hear(bytes) {
      const message = understand(bytes);
      if (message.awareness) here.awareness.push(Object.fromEntries(message.awareness));
      if (!here.answers) return;
      if (message.state) this.say(lackingMessage(encodeStateAsUpdate(doc, message.state)));
      if (message.update) this.take(message.update);
    }
    take(update) {
      this.count += 1;
      here.updates += 1;
      if (here.refusal) return this.tell({ ...here.refusal, update: this.count });
      applyUpdate(doc, update);
      this.tell({ stored: this.count });
      for (const each of sockets) if (each !== this && each.readyState === 1) each.say(updateMessage(update));
      return null;
    }
  };
  return here;
}

/** A textarea: `type(text)` at the caret, `select(start, end)`; events as browsers send them. */
export function textarea(value = "") {
  const area = new EventTarget();
  Object.assign(area, { defaultValue: value, value, selectionStart: 0, selectionEnd: 0, selectionDirection: "none", scrollTop: 0, readOnly: false, dataset: {} });
  area.setSelectionRange = (start, end) => area.select(start, end);
  area.select = (start, end = start) => Object.assign(area, { selectionStart: start, selectionEnd: end });
  area.fire = (name) => area.dispatchEvent(new Event(name));
  area.type = (text) => {
    const { value: now, selectionStart: start, selectionEnd: end } = area;
    area.value = now.slice(0, start) + text + now.slice(end);
    area.select(start + text.length);
    area.fire("input");
  };
  return area;
}

export const pageOf = (area) => Object.assign(new EventTarget(), { activeElement: area });
