// Comfort on the grids: up and down by key, a block pasted from Excel, and a whole form
// that goes only after the cells that are still saving themselves.
// Without this file the form is filled and saved as any other.
"use strict";

(() => {
  const form = document.querySelector("form[data-score-grid]");
  if (!form) return;
  const said = form.querySelector("[data-paste-said]");
  let sending = 0;
  let held = null;
  let unsent = false;

  const rows = () => Array.from(form.querySelectorAll("tbody tr"));
  const inputs = (row) => Array.from(row.querySelectorAll("input:not([type=hidden]), select"));

  function place(input) {
    const all = rows();
    const row = all.findIndex((each) => each.contains(input));
    return { all, row, column: row < 0 ? -1 : inputs(all[row]).indexOf(input) };
  }

  function move(input, by) {
    const { all, row, column } = place(input);
    for (let next = row + by; next >= 0 && next < all.length; next += by) {
      const target = inputs(all[next])[column];
      if (target) {
        target.focus();
        target.select?.();
        return true;
      }
    }
    return false;
  }

  form.addEventListener("keydown", (event) => {
    const input = event.target;
    if (!input.matches("input:not([type=hidden])")) return;
    const by = { ArrowDown: 1, ArrowUp: -1, Enter: event.shiftKey ? -1 : 1 }[event.key];
    if (!by || event.ctrlKey || event.altKey || event.metaKey) return;
    // Enter moves on instead of sending the form; leaving the cell saves it.
    event.preventDefault();
    if (!move(input, by)) input.blur();
  });

  function tell(words, values) {
    said.textContent = words.replace(/\{(\w+)\}/g, (_all, name) => values[name]);
  }

  function put(input, text) {
    if (input.readOnly) return;
    if (!input.matches("select")) {
      input.value = text;
      input.dispatchEvent(new Event("input", { bubbles: true }));
      return;
    }
    const wanted = text.toLocaleLowerCase("vi");
    const option = Array.from(input.options).find(
      (each) => each.value === text || each.textContent.toLocaleLowerCase("vi") === wanted,
    );
    if (option) input.value = option.value;
  }

  form.addEventListener("paste", (event) => {
    const input = event.target;
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (!input.matches("input:not([type=hidden]), select") || !/[\t\n]/.test(text.trim())) return;
    event.preventDefault();
    const block = text.replace(/\r/g, "").replace(/\n+$/, "").split("\n").map((line) => line.split("\t"));
    const { all, row, column } = place(input);
    const widest = Math.max(...block.map((line) => line.length));
    const left = inputs(all[row]).length - column;
    if (widest > left) {
      tell(said.dataset.many, { pasted: widest, left });
      return;
    }
    if (block.length > all.length - row) {
      tell(said.dataset.rows, { pasted: block.length, left: all.length - row });
      return;
    }
    let cells = 0;
    block.forEach((line, down) => {
      const targets = inputs(all[row + down]);
      line.forEach((value, right) => {
        put(targets[column + right], value.trim());
        cells += 1;
      });
    });
    unsent = true;
    tell(said.dataset.done, { cells });
  });

  // A cell on its way changes what the form has seen: sent together, the form would be
  // told that somebody, she herself, had just written there.
  form.addEventListener("htmx:beforeRequest", () => { sending += 1; });
  form.addEventListener("htmx:afterRequest", () => {
    sending -= 1;
    // One more of the same cell may wait in the queue: it starts before the timer.
    setTimeout(() => {
      if (held && !sending) form.requestSubmit(held);
    });
  });

  form.addEventListener("submit", (event) => {
    if (sending) {
      event.preventDefault();
      held = event.submitter;
      return;
    }
    unsent = false;
  });

  window.addEventListener("beforeunload", (event) => {
    if (sending || unsent) event.preventDefault();
  });
})();
