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
  let halfway = null;

  const rows = () => Array.from(form.querySelectorAll("tbody tr"));
  // A reason or a file opened inside a cell is no column of its own.
  const inputs = (row) => Array.from(row.querySelectorAll("input:not([type=hidden]), select"))
    .filter((input) => !input.closest(".vd-score-more"));

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
    const isColumn = place(input).column >= 0;
    if (!isColumn && event.key !== "Enter") return;
    // Enter moves on instead of sending the form; leaving the cell saves it.
    event.preventDefault();
    if (!isColumn || !move(input, by)) input.blur();
  });

  function tell(words, values) {
    said.textContent = words.replace(/\{(\w+)\}/g, (_all, name) => values[name]);
  }

  // Returns whether the input took what was pasted; null where it is locked and says so.
  function put(input, text) {
    if (input.readOnly || input.disabled) return input.value === text ? null : false;
    if (!input.matches("select")) {
      input.value = text;
      input.dispatchEvent(new Event("input", { bubbles: true }));
      return true;
    }
    const same = (words) => words.trim().normalize("NFC").toLocaleLowerCase("vi");
    const option = Array.from(input.options).find(
      (each) => each.value === text || same(each.textContent) === same(text),
    );
    if (option) input.value = option.value;
    return Boolean(option);
  }

  const nameOf = (row) => row.querySelector("th")?.innerText.split("\n")[0].trim() ?? "";

  function tellPasted(cells, left) {
    let words = said.dataset.done;
    if (left.length) words += ` ${said.dataset.left}`;
    const shown = left.slice(0, 5).map(([row, value]) => `“${value}” (${nameOf(row)})`);
    if (left.length > shown.length) shown.push("…");
    tell(words, { cells, left: left.length, values: shown.join(", ") });
  }

  form.addEventListener("paste", (event) => {
    const input = event.target;
    const text = event.clipboardData?.getData("text/plain") ?? "";
    // A single value goes in as everywhere; an empty first cell makes a block all the same.
    if (!input.matches("input:not([type=hidden]), select") || !/\t|\n\s*\S/.test(text)) return;
    const block = text.replace(/\r/g, "").replace(/\n+$/, "").split("\n").map((line) => line.split("\t"));
    const { all, row, column } = place(input);
    if (column < 0) return;
    event.preventDefault();
    const widest = Math.max(...block.map((line) => line.length));
    const room = inputs(all[row]).length - column;
    if (widest > room) {
      tell(said.dataset.many, { pasted: widest, left: room });
      return;
    }
    if (block.length > all.length - row) {
      tell(said.dataset.rows, { pasted: block.length, left: all.length - row });
      return;
    }
    let cells = 0;
    const left = [];
    block.forEach((line, down) => {
      const targets = inputs(all[row + down]);
      line.forEach((value, right) => {
        const isTaken = put(targets[column + right], value.trim());
        if (isTaken) cells += 1;
        if (isTaken === false) left.push([all[row + down], value.trim()]);
      });
    });
    if (cells) unsent = true;
    tellPasted(cells, left);
  });

  // A cell of two numbers saves itself once, when it is left: halfway, it would be told
  // what another wrote and then write over it before anybody has read that.
  form.addEventListener("change", (event) => {
    const fields = event.target.closest(".vd-score-fields");
    if (!fields || event.detail?.isLeft) return;
    if (fields.querySelectorAll("input, select").length < 2) return;
    event.stopPropagation();
    halfway = fields;
  }, true);
  form.addEventListener("focusout", (event) => {
    if (!halfway || halfway.contains(event.relatedTarget)) return;
    const left = halfway;
    halfway = null;
    const detail = { isLeft: true };
    left.querySelector("input, select").dispatchEvent(new CustomEvent("change", { bubbles: true, detail }));
  });

  // A cell on its way changes what the form has seen: sent together, the form would be
  // told that somebody, she herself, had just written there.
  form.addEventListener("htmx:beforeRequest", () => { sending += 1; });
  form.addEventListener("htmx:afterRequest", (event) => {
    sending -= 1;
    // What another wrote, a cell refused or a lost line is read before all is sent.
    const { status } = event.detail.xhr;
    if (status < 200 || status >= 400) held = null;
    // One more of the same cell may wait in the queue: it starts before the timer.
    setTimeout(() => {
      if (!held || sending) return;
      const button = held;
      held = null;
      form.requestSubmit(button);
    });
  });

  form.addEventListener("submit", (event) => {
    if (sending) {
      event.preventDefault();
      held = event.submitter;
      return;
    }
    unsent = false;
    halfway = null;
  });

  window.addEventListener("beforeunload", (event) => {
    if (sending || unsent || halfway) event.preventDefault();
  });
})();
