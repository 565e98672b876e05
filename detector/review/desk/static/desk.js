/* Keys, live news and small comforts. Everything can be read and decided without this file.

   Keys are written in the pages: an element with data-key="4 r" is pressed (a field is focused, a link followed) by either key.
   In the queue j and k walk along the items. keys.html tells people about them. */
"use strict";
(() => {
  const find = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const remember = (storage, name, value) => { try { value === null ? storage.removeItem(name) : storage.setItem(name, value); } catch { /* private mode */ } };
  const recall = (storage, name) => { try { return storage.getItem(name); } catch { return null; } };

  const page = find("[data-current]");
  const current = page?.dataset.current;
  const form = find("#verdict");
  const rows = all(".item[data-item], .item[id^='i-']");
  const idOf = (row) => row.dataset.item || row.id.slice(2);
  const dialog = find("#keys");

  // A verdict is sent once, however often a key is pressed.
  document.addEventListener("submit", (event) => {
    const sent = event.target;
    if (sent.method !== "post" || event.defaultPrevented) return;
    if (sent.dataset.sent) event.preventDefault();
    else sent.dataset.sent = "yes";
  });
  addEventListener("pageshow", () => all("form[data-sent]").forEach((sent) => { delete sent.dataset.sent; }));

  // The notice of what was just done is for this visit, not for a reload.
  if (find("[data-passing]")) {
    const address = new URL(location.href);
    address.searchParams.delete("said");
    address.searchParams.delete("undone");
    address.searchParams.delete("with");
    address.searchParams.delete("left");
    history.replaceState(null, "", address);
  }

  // A note that was begun and left is there again on coming back.
  const note = find("#note");
  if (note && current) {
    const name = `note ${current}`;
    const kept = recall(sessionStorage, name);
    if (kept && !form.dataset.typed) note.value = kept;
    note.addEventListener("input", () => remember(sessionStorage, name, note.value === note.defaultValue ? null : note.value));
    form.addEventListener("submit", () => remember(sessionStorage, name, null));
  }

  // Verdicts that call the flag a false alarm ask for the reason: a second key, or a second click.
  const reasons = find("#reasons");
  const pending = find("#pending");
  const asking = () => Boolean(reasons && !reasons.hidden);
  const press = (button) => form.requestSubmit(button);
  const ask = (button, focus = true) => {
    pending.value = button.value;
    pending.disabled = false;
    reasons.hidden = false;
    all("button[name=verdict]", form).forEach((other) => other.setAttribute("aria-pressed", String(other === button)));
    if (focus) reasons.focus({ preventScroll: true });
  };
  const stopAsking = () => {
    const button = find(`button[name=verdict][value="${pending.value}"]`, form);
    pending.disabled = true;
    reasons.hidden = true;
    button?.setAttribute("aria-pressed", "false");
    button?.focus({ preventScroll: true });
  };
  if (form) {
    form.addEventListener("click", (event) => {
      const button = event.target.closest("button[name=verdict]");
      if (!button) return;
      if ("asks" in button.dataset && !(asking() && pending.value === button.value)) {
        event.preventDefault();
        ask(button);
      } else {
        pending.disabled = true;
      }
    });
    find("#reasons-cancel").addEventListener("click", stopAsking);
    const typed = form.dataset.typed && find(`button[name=verdict][value="${form.dataset.typed}"][data-asks]`, form);
    if (typed) ask(typed, false);
  }

  // The queue: a row is chosen, and its link has the focus, so that Enter opens it.
  const LAST = "item seen last";
  if (current) remember(sessionStorage, LAST, current);
  let chosen = rows.findIndex((row) => idOf(row) === recall(sessionStorage, LAST));
  const linkOf = (row) => find("a[href^='/items/']", row);
  const choose = (at, focus = true) => {
    rows[chosen]?.classList.remove("selected");
    chosen = at;
    rows[at].classList.add("selected");
    if (focus) linkOf(rows[at])?.focus({ preventScroll: true });
    rows[at].scrollIntoView({ block: "nearest" });
  };
  if (chosen >= 0) choose(chosen, false);
  const walk = (step) => {
    const at = chosen < 0 ? (step > 0 ? 0 : rows.length - 1) : chosen + step;
    if (at >= 0 && at < rows.length) choose(at);
    else find(step > 0 ? "a[rel=next]" : "a[rel=prev]")?.click();
  };

  const post = (action) => {
    const made = document.createElement("form");
    const token = Object.assign(document.createElement("input"), { type: "hidden", name: "token", value: document.body.dataset.token });
    Object.assign(made, { method: "post", action }).append(token);
    document.body.append(made);
    made.submit();
  };

  // Keys
  const OFF = "keys off";
  const typing = (element) => element.closest("textarea, select, input:not([type=checkbox]), [contenteditable]");
  const keyOf = (event) => {
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    return event.shiftKey && /^\p{L}$/u.test(key) ? `Shift+${key}` : key;
  };
  const act = (element) => {
    if (element.matches("textarea, select, input:not([type=checkbox])")) element.focus();
    else element.click();
  };
  const help = () => {
    if (dialog.open) {
      dialog.close();
    } else {
      dialog.showModal();
      find("form button", dialog).focus();
    }
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.repeat && !/^[jk]$/.test(event.key)) return;
    const key = keyOf(event);
    if (dialog?.open) {
      if (key === "?") { event.preventDefault(); help(); }
      return;
    }
    if (typing(event.target)) {
      if (key === "Escape") event.target.blur();
      return;
    }
    if (asking()) {
      const reason = find(`[data-reason="${CSS.escape(key)}"]`, reasons);
      if (key === "Escape") { event.preventDefault(); stopAsking(); return; }
      if (reason && recall(localStorage, OFF) !== "yes") { event.preventDefault(); press(reason); return; }
      if (key === "Enter" && event.target === reasons) { event.preventDefault(); press(find("[data-reason='0']", reasons)); return; }
    }
    if (key === "Enter" && rows[chosen] && event.target === document.body) { linkOf(rows[chosen])?.click(); return; }
    if (recall(localStorage, OFF) === "yes") return;
    const wanted = all("[data-key]").find((element) => element.dataset.key.split(" ").includes(key));
    if (key === "?" && dialog) help();
    else if (wanted) act(wanted);
    else if (rows.length && (key === "j" || key === "k")) walk(key === "j" ? 1 : -1);
    else if (rows.length && key === "z") post(`/undo${location.search}`);
    else return;
    event.preventDefault();
  });
  if (dialog) {
    const opener = find("#keys-open");
    const on = find("#keys-on");
    opener.hidden = false;
    opener.addEventListener("click", help);
    on.checked = recall(localStorage, OFF) !== "yes";
    on.addEventListener("change", () => remember(localStorage, OFF, on.checked ? null : "yes"));
  }

  // Live: what others just did is told on the row, or above the item; nothing moves under the reader's hands.
  let after = page?.dataset.after || find("[data-after]")?.dataset.after || "";
  let source = null;
  const tell = (news) => {
    const row = rows.find((each) => idOf(each) === news.item);
    if (row) {
      let told = find(".live", row);
      if (!told) {
        told = Object.assign(document.createElement("p"), { className: "live small warn" });
        told.setAttribute("role", "status");
        row.append(told);
      }
      told.textContent = news.text;
      row.classList.add("touched");
    }
    if (current && current === news.item) {
      const box = find("#live");
      find("span", box).textContent = news.text;
      find("a", box).hidden = false;
      box.hidden = false;
    }
  };
  const connect = () => {
    source = new EventSource(after ? `/live?after=${after}` : "/live");
    source.addEventListener("ready", (event) => { after = event.lastEventId; });
    source.addEventListener("entry", (event) => {
      after = event.lastEventId;
      const news = JSON.parse(event.data);
      if (!news.mine) tell(news);
    });
  };
  if (current || rows.length) {
    // A browser keeps six connections to a desk: pages nobody looks at give theirs back.
    const follow = () => {
      if (document.hidden) { source?.close(); source = null; } else if (!source) connect();
    };
    document.addEventListener("visibilitychange", follow);
    addEventListener("pagehide", () => { source?.close(); source = null; });
    addEventListener("pageshow", follow);
    follow();
  }
})();
