"use strict";

// The secret of this tab, which lasts as long as the tab does: a reload finds the same records.
function secret() {
  let known = sessionStorage.getItem("secret");
  if (!known) {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    known = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
    sessionStorage.setItem("secret", known);
  }
  return known;
}

function fontSize() {
  const asked = parseInt(new URLSearchParams(location.search).get("fontsize"), 10);
  return asked ? Math.min(Math.max(asked, 6), 60) : 16;
}

// textual.js begins at `load`. It measures letters then, so that the fonts have to be there before.
const begin = window.onload;
window.onload = async (event) => {
  const terminal = document.getElementById("terminal");
  terminal.dataset.sessionWebsocketUrl = `${location.origin.replace(/^http/, "ws")}/ws/${secret()}`;
  terminal.dataset.fontSize = fontSize();
  await Promise.allSettled(["", "bold ", "italic "].map((style) => document.fonts.load(`${style}16px "Roboto Mono"`)));
  begin(event);
  // The first key is the learner's, not a click.
  document.querySelector(".xterm-helper-textarea").focus();
};

document.addEventListener("DOMContentLoaded", () => {
  const again = document.getElementById("again");
  again.addEventListener("click", () => location.reload());
  new MutationObserver(() => {
    if (document.body.classList.contains("-closed")) again.focus();
  }).observe(document.body, { attributeFilter: ["class"] });
});
