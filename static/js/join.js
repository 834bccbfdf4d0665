// A scanned ticket: the secret stands after the # of the address, which no server sees. Put it into the form.

const SECRET = /^#([a-z2-7]{26})$/i;

function fill() {
  const found = SECRET.exec(window.location.hash);
  const withTicket = document.getElementById("with-ticket");
  const withoutTicket = document.getElementById("without-ticket");
  if (!found || !withTicket || !withoutTicket) {
    return;
  }
  withTicket.querySelector("input[name=secret]").value = found[1].toLowerCase();
  withTicket.hidden = false;
  withoutTicket.hidden = true;
}

fill();
window.addEventListener("hashchange", fill);
