// Comfort only: every page works without this file.
"use strict";

// One open menu at a time; Escape and a click elsewhere close it.
const drops = () => document.querySelectorAll("details.vd-drop[open]");

document.addEventListener("click", (event) => {
  for (const drop of drops()) {
    if (!drop.contains(event.target)) drop.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const drop of drops()) {
    drop.open = false;
    drop.querySelector("summary").focus();
  }
  if (location.hash === "#muc-luc") location.hash = "#noi-dung";
});

// Going back by history keeps what was typed.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-back]");
  if (link && history.length > 1) {
    event.preventDefault();
    history.back();
  }
});

// A changed filter shows its result at once; the button stays for the keyboard.
document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-at-once]");
  if (form && event.target.matches("select")) form.requestSubmit();
});

// A button pressed twice in haste, or while a slow answer is awaited, does its deed once.
const HASTE = 5000;
let sent = { form: null, at: 0 };
document.addEventListener("submit", (event) => {
  if (event.defaultPrevented || event.target.method !== "post") return;
  const again = event.target === sent.form && event.timeStamp - sent.at < HASTE;
  if (again) event.preventDefault();
  else sent = { form: event.target, at: event.timeStamp };
});
document.addEventListener("input", () => { sent.form = null; });

// Leaving a form with typed, unsent words asks first.
let typed = false;
document.addEventListener("input", (event) => {
  if (event.target.closest("form.vd-form, form[data-ask-first]")) typed = true;
});
document.addEventListener("submit", () => { typed = false; });
window.addEventListener("beforeunload", (event) => {
  if (typed) event.preventDefault();
});

for (const button of document.querySelectorAll("[data-print]")) {
  button.addEventListener("click", () => window.print());
}
for (const button of document.querySelectorAll("[data-copy]")) {
  button.addEventListener("click", () => {
    navigator.clipboard?.writeText(button.dataset.copy);
    button.classList.add("is-copied");
  });
}

// A life line opens at the present year; the years before it are scrolled to.
for (const now of document.querySelectorAll(".vd-lifeline th.is-now")) {
  const box = now.closest(".vd-table");
  box.scrollLeft = now.offsetLeft - box.clientWidth / 2;
}

document.querySelector(".vd-message-error[role=alert]")?.scrollIntoView({ block: "center" });
