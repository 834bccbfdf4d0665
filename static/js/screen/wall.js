// What every piece of the wall needs: the room, the picture of its QR code, the address that people type.
import { createContext, useContext, useEffect, useState } from "preact";
import { currentActivity, theRoom } from "../console/model/tables.js";
import { PAGE_MS, pageAt } from "./model/pages.js";

export const WallContext = createContext(null);

/** {room (the connection), tables, live, row (the room's row), activity, qr, place}. */
export function useWall() {
  const wall = useContext(WallContext);
  const tables = wall.room.tables.value;
  return { ...wall, tables, live: wall.room.live.value, row: theRoom(tables), activity: currentActivity(tables) };
}

const calm = () => globalThis.matchMedia?.("(prefers-reduced-motion: reduce)").matches;

/** The number of the page on show; it turns every 10 s, half as often where less motion is wished for. */
export function usePage(pages) {
  const { room } = useContext(WallContext);
  const [, tick] = useState(0);
  const every = calm() ? PAGE_MS * 2 : PAGE_MS;
  useEffect(() => {
    if (pages < 2) return undefined;
    const timer = setInterval(() => tick((count) => count + 1), 500);
    return () => clearInterval(timer);
  }, [pages > 1]);
  return pageAt(room.now(), pages, every);
}
