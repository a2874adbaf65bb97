// Small enhancements. Every page works without this file.
(function () {
  "use strict";
  const each = (selector, act, inside = document) => inside.querySelectorAll(selector).forEach(act);

  // Show and hide a password.
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-show]");
    if (!button) return;
    const input = document.getElementById(button.dataset.show);
    const shown = input.type === "password";
    input.type = shown ? "text" : "password";
    button.setAttribute("aria-pressed", String(shown));
  });

  // Toasts: read out on arrival, gone after 8 seconds unless somebody is at them. Errors stay.
  each("[data-toast]", (toast) => {
    const tray = toast.parentElement;
    tray.removeChild(toast);
    requestAnimationFrame(() => tray.appendChild(toast));
    let timer = 0;
    const start = () => { timer = toast.classList.contains("is-error") ? 0 : setTimeout(() => toast.remove(), 8000); };
    const stop = () => clearTimeout(timer);
    ["mouseenter", "focusin"].forEach((name) => toast.addEventListener(name, stop));
    ["mouseleave", "focusout"].forEach((name) => toast.addEventListener(name, () => { stop(); start(); }));
    start();
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-dismiss]");
    if (button) button.closest("[data-toast]").remove();
  });

  // A link to copy is marked whole when one comes to it.
  document.addEventListener("focusin", (event) => { if (event.target.matches("[data-select]")) event.target.select(); });

  // A text to copy gets its button; without scripts it is selected and copied by hand.
  if (navigator.clipboard) each("[data-copy]", (button) => {
    button.hidden = false;
    button.addEventListener("click", () => {
      const text = document.getElementById(button.dataset.copy);
      navigator.clipboard.writeText(text.value).then(() => { button.firstChild.textContent = button.dataset.copied; }, () => text.select());
    });
  });

  // After a refused form, begin at the list of what is wrong.
  each("[data-focus]", (summary) => summary.focus());

  // Filters fold away on phones; at a desk they are always open.
  const phone = matchMedia("(max-width: 52rem)");
  const fold = () => each("[data-fold-on-phones]", (box) => { box.open = !phone.matches; });
  fold();
  phone.addEventListener("change", fold);

  // Menus close on Escape and on a click elsewhere.
  const menus = "details.menu[open], details.me-box[open], details.more-box[open]";
  document.addEventListener("click", (event) => each(menus, (menu) => { if (!menu.contains(event.target)) menu.open = false; }));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    each(menus, (menu) => {
      const inside = menu.contains(document.activeElement);
      menu.open = false;
      if (inside) menu.querySelector("summary").focus();
    });
  });

  // A choice that sends its form at once, such as ticking a task off.
  document.addEventListener("change", (event) => { if (event.target.matches("[data-submit]")) event.target.form.requestSubmit(); });

  // Pickers: Enter in the search box searches; a match that is chosen moves up, so that the next search cannot lose it.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.target.matches("[data-picker-search]")) return;
    event.preventDefault();
    event.target.dispatchEvent(new Event("search", { bubbles: true }));
  });
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (!event.target.matches("[data-picker-search]") || event.target.value.trim()) return;
    event.preventDefault();
    event.target.closest("[data-picker]").querySelector(".matches").replaceChildren();
  });
  document.addEventListener("change", (event) => {
    const matches = event.target.closest("[data-picker] .matches");
    if (!matches || !event.target.checked) return;
    const picker = matches.closest("[data-picker]");
    const picked = picker.querySelector(".picked");
    const label = event.target.closest("label");
    if (event.target.type === "radio") picked.replaceChildren();
    each("input", (input) => { if (input.value === event.target.value) input.closest("label").remove(); }, picked);
    picked.append(label);
    matches.replaceChildren();
    const search = picker.querySelector("[data-picker-search]");
    search.value = "";
    (event.target.type === "radio" ? event.target : search).focus();
  });

  // Forms with data-keep: what was typed stays in this browser for a day, until it has been saved.
  const DAY = 24 * 60 * 60 * 1000;
  const owner = document.body.dataset.viewer;
  const store = {
    read(name) { try { return JSON.parse(localStorage.getItem("keep:" + name)); } catch (e) { return null; } },
    write(name, fields) { try { localStorage.setItem("keep:" + name, JSON.stringify({ at: Date.now(), owner, fields })); } catch (e) { /* full or private */ } },
    drop(name) { try { localStorage.removeItem("keep:" + name); } catch (e) { /* private */ } },
    names() { try { return Object.keys(localStorage).filter((key) => key.startsWith("keep:")).map((key) => key.slice(5)); } catch (e) { return []; } },
  };
  const typed = (form) => Array.from(form.elements).filter((input) => input.name && input.matches("textarea, select, input:not([type=hidden], [type=password], [type=file], [type=submit])"));
  const ticks = (input) => input.type === "checkbox" || input.type === "radio";

  function restore(form) {
    const kept = store.read(form.dataset.keep);
    if (!kept || form.querySelector("[aria-invalid]")) return;
    typed(form).forEach((input) => {
      const values = kept.fields[input.name];
      if (!values) return;
      if (ticks(input)) input.checked = values.includes(input.value);
      else if (!input.value) input.value = values[0];
    });
  }

  function remember(form) {
    const fields = {};
    typed(form).forEach((input) => {
      if (ticks(input) && !input.checked) return;
      (fields[input.name] = fields[input.name] || []).push(input.value);
    });
    store.write(form.dataset.keep, fields);
  }

  store.names().forEach((name) => {
    const kept = store.read(name);
    if (!kept || kept.owner !== owner && owner || Date.now() - kept.at > DAY) store.drop(name);
  });
  const sent = (() => { try { return sessionStorage.getItem("keep-sent"); } catch (e) { return null; } })();
  if (sent) {
    sessionStorage.removeItem("keep-sent");
    if (!document.querySelector(`form[data-keep="${CSS.escape(sent)}"]`)) store.drop(sent);
  }
  each("form[data-keep]", (form) => {
    restore(form);
    form.addEventListener("input", () => remember(form));
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" && !("online" in form.dataset)) return;
    if (navigator.onLine) {
      if (form.dataset.keep) sessionStorage.setItem("keep-sent", form.dataset.keep);
      return;
    }
    event.preventDefault();
    const note = document.getElementById("offline-note");
    each(".is-offline", (old) => old.remove());
    const shown = note.content.firstElementChild.cloneNode(true);
    shown.classList.add("is-offline");
    form.prepend(shown);
    shown.scrollIntoView({ block: "nearest" });
  });
  window.addEventListener("online", () => each(".is-offline", (note) => note.remove()));
})();
