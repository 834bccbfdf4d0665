// Makes room when an estimate was too hopeful: other letters, other fonts. Measured after drawing, never looser until the scene changes.
import { useLayoutEffect, useState } from "preact";

const STEP = 0.75; // lines
const MOST = 8;

/** Lines to take away from the wall so that nothing is cut; `scene` names what is shown: a new one starts afresh. */
export function useSqueeze(scene) {
  const [state, setState] = useState({ scene, lines: 0 });
  const lines = state.scene === scene ? state.lines : 0;
  useLayoutEffect(() => {
    const main = document.querySelector(".screen-main");
    const cut = main && main.scrollHeight > main.clientHeight + 2;
    if (cut && lines < MOST) setState({ scene, lines: lines + STEP });
  });
  return lines;
}
