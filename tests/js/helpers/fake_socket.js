// A WebSocket without a network: the test plays the server.

/** A class whose instances are listed in `Class.all`; `open()`, `say(frame)`, `drop(code)` are the server's side. */
export function socketClass() {
  return class FakeSocket {
    static all = [];
    static get last() {
      return this.all.at(-1);
    }

    constructor(url) {
      this.url = url;
      this.readyState = 0;
      this.sent = [];
      this.constructor.all.push(this);
    }

    open() {
      this.readyState = 1;
      this.onopen();
    }

    say(frame) {
      this.onmessage({ data: JSON.stringify(frame) });
    }

    drop(code = 1006) {
      this.readyState = 3;
      this.onclose({ code });
    }

    send(text) {
      this.sent.push(JSON.parse(text));
    }

    close() {
      this.readyState = 3;
    }
  };
}

/** A localStorage that can be told to be full. */
export function fakeStorage() {
  const values = new Map();
  return {
    values, full: false,
    getItem: (key) => (values.has(key) ? values.get(key) : null),
    setItem(key, value) {
      if (this.full) throw new Error("quota");
      values.set(key, value);
    },
    removeItem: (key) => values.delete(key),
  };
}
