// Sheets that were filled in and not yet received: kept on this phone, sent one after the other under an id of their own.

/**
 * `storage` from deviceStorage; `post(sheet) → Promise<{ok: true} | {ok: false, reason, later}>`, which never throws.
 * `onChange(items, kept)`: `kept` is false when this browser keeps nothing. An item: `{once, data, state, reason}` with
 * state `kept | refused`; what was received is not there any more. Returns `{add, flush, remove, items}`.
 */
export function createQueue({ storage, post, onChange, onReceived = () => {} }) {
  const stored = storage.read("sheets");
  let items = Array.isArray(stored) ? stored.filter((each) => each?.once && each?.data) : [];
  let going = null;

  function change(next) {
    items = next;
    onChange(items, storage.write("sheets", items.length ? items : null));
  }

  const mend = (once, values) => change(items.map((each) => (each.once === once ? { ...each, ...values } : each)));
  const remove = (once) => change(items.filter((each) => each.once !== once));

  /** Keeps a sheet first, then sends it: a phone that goes dark in between loses nothing. */
  function add(data) {
    change([...items.filter((each) => each.once !== data.once), { once: data.once, data, state: "kept", reason: "" }]);
    return flush();
  }

  /** Sends what is kept, oldest first; stops at the first that has to wait. Two calls at once are one. */
  function flush() {
    going ??= run().finally(() => {
      going = null;
    });
    return going;
  }

  async function run() {
    for (;;) {
      const next = items.find((each) => each.state === "kept");
      if (!next) return;
      const answer = await post(next.data);
      if (!answer.ok && answer.later) {
        mend(next.once, { reason: answer.reason || "" });
        return;
      }
      if (answer.ok) {
        remove(next.once);
        onReceived(next);
      } else mend(next.once, { state: "refused", reason: answer.reason || "" });
    }
  }

  return { add, flush, remove, items: () => items };
}
