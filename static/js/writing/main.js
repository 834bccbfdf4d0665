// The writing page: makes every form with data-text one that several people write in. Without this module it saves as any form does.
import { enhance } from "./form.js";

for (const form of document.querySelectorAll("form[data-text]")) enhance(form);
