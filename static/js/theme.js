// Light, dark or unset (follow the system). Loaded in <head>, blocking, so that the page is never painted in the wrong theme.
(function () {
  "use strict";
  var root = document.documentElement, key = "theme", system = matchMedia("(prefers-color-scheme: dark)");
  function saved() { try { return localStorage.getItem(key); } catch (e) { return null; } }
  function apply() { root.setAttribute("data-bs-theme", saved() || (system.matches ? "dark" : "light")); }
  root.classList.add("js");
  apply();
  system.addEventListener("change", apply);
  addEventListener("beforeprint", function () { root.setAttribute("data-bs-theme", "light"); });
  addEventListener("afterprint", apply);
  document.addEventListener("click", function (event) {
    if (!event.target.closest("[data-theme-toggle]")) return;
    var next = root.getAttribute("data-bs-theme") === "dark" ? "light" : "dark";
    try { localStorage.setItem(key, next); } catch (e) { /* private window: this page only */ }
    root.setAttribute("data-bs-theme", next);
  });
})();
