// Reads a sentence aloud, offered only where this device has a voice for its language.
import { useEffect, useState } from "preact";
import { html } from "../core/html.js";
import { gettext } from "../core/words.js";
import { Icon } from "./icon.js";

export function ReadAloud({ text, lang }) {
  const voice = useVoice(lang);
  if (!voice || !text) return null;
  const speak = () => {
    const words = new SpeechSynthesisUtterance(text);
    words.voice = voice;
    words.lang = voice.lang;
    speechSynthesis.cancel();
    speechSynthesis.speak(words);
  };
  return html`<p><button type="button" class="button button-ghost button-small" onClick=${speak}><${Icon} name="speaker" /> ${gettext("Read aloud")}</button></p>`;
}

// Voices arrive late on most phones. Only voices on the device: others send the text away.
function useVoice(lang) {
  const [voice, setVoice] = useState(null);
  useEffect(() => {
    const speech = globalThis.speechSynthesis;
    if (!speech || !lang) return undefined;
    const find = () => setVoice(speech.getVoices().find((each) => each.localService && each.lang.split(/[-_]/)[0] === lang.split("-")[0]) || null);
    find();
    speech.addEventListener?.("voiceschanged", find);
    return () => speech.removeEventListener?.("voiceschanged", find);
  }, [lang]);
  return voice;
}
