/* gongkai.js: comforts only. Every page does its whole work without this file.
   ES2018; no library; nothing inline. Hooks are data attributes, never class names. */
(function () {
  "use strict";

  function each(selector, act) {
    Array.prototype.forEach.call(document.querySelectorAll(selector), act);
  }

  /* The summary of errors takes the focus, as after a full page load nothing else tells of it. */
  function focusErrors() {
    var summary = document.querySelector(".error-summary[data-focus]");
    if (summary) summary.focus();
  }

  /* Enter while an input method is composing must not send the form. */
  function guardComposing() {
    document.addEventListener("keydown", function (event) {
      if (event.key === "Enter" && (event.isComposing || event.keyCode === 229)) event.stopPropagation();
    }, true);
  }

  /* Characters, not UTF-16 units: a rare character of a name counts once. */
  function countCharacters() {
    each("[data-count]", function (box) {
      var most = Number(box.getAttribute("data-count"));
      var place = document.querySelector('[data-count-for="' + box.id + '"]');
      if (!place) return;
      function show() {
        var left = most - Array.from(box.value).length;
        place.textContent = left >= 0 ? "还可以写 " + left + " 字" : "多了 " + -left + " 字，请删减";
        place.classList.toggle("is-over", left < 0);
      }
      box.addEventListener("input", show);
      if (box.value) show();
    });
  }

  function printButtons() {
    each("[data-print]", function (link) {
      link.addEventListener("click", function (event) {
        event.preventDefault();
        window.print();
      });
    });
  }

  /* A second click on the same button must not send the form twice. The button stays enabled,
     so that its name and value travel with the form. */
  function sendOnce() {
    each("form[method=post]", function (form) {
      form.addEventListener("submit", function (event) {
        if (event.defaultPrevented) return;
        var button = event.submitter;
        var by = button ? button.name + "=" + button.value : "";
        if (form.getAttribute("data-sent") === by) return event.preventDefault();
        form.setAttribute("data-sent", by);
        window.setTimeout(function () { form.removeAttribute("data-sent"); }, 5000);
      });
    });
    window.addEventListener("pageshow", function () {
      each("[data-sent]", function (form) { form.removeAttribute("data-sent"); });
    });
  }

  /* Drafts: <form data-autosave="/address">. Sends the changed form every ten seconds and says so
     in [data-saved] (role=status). Files stay with the ordinary submit. */
  function autosave() {
    each("form[data-autosave]", function (form) {
      var place = form.querySelector("[data-saved]");
      var changed = false;
      var busy = false;
      function say(text) { if (place) place.textContent = text; }
      form.addEventListener("input", function () { changed = true; });
      form.addEventListener("submit", function () { changed = false; });
      window.setInterval(function () {
        if (!changed || busy) return;
        var body = new URLSearchParams();
        new FormData(form).forEach(function (value, name) {
          if (typeof value === "string") body.append(name, value);
        });
        changed = false;
        busy = true;
        fetch(form.getAttribute("data-autosave"), { method: "POST", body: body, credentials: "same-origin" })
          .then(function (answer) {
            if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
            var revision = answer.headers.get("x-revision");
            if (revision && form.elements.revision) form.elements.revision.value = revision;
            var now = new Date();
            say("草稿 " + now.getHours() + ":" + String(now.getMinutes()).padStart(2, "0") + " 已保存");
          })
          .catch(function () {
            changed = true;
            say("草稿没有存上，请不要关闭本页，稍后会再试");
          })
          .then(function () { busy = false; });
      }, 10000);
    });
  }

  /* <div hidden data-session="1800"> shows itself five minutes before the session ends. */
  function warnOfSession() {
    each("[data-session]", function (panel) {
      var seconds = Number(panel.getAttribute("data-session"));
      if (!(seconds > 300)) return;
      window.setTimeout(function () {
        panel.hidden = false;
        panel.setAttribute("role", "alert");
      }, Math.min((seconds - 300) * 1000, 2147483647));
    });
  }

  /* 关怀模式: <button hidden data-speak="id"> reads a text with the browser's own voice, if any. */
  function readAloud() {
    if (!window.speechSynthesis || !window.SpeechSynthesisUtterance) return;
    each("[data-speak]", function (button) {
      button.hidden = false;
      button.addEventListener("click", function () {
        var text = document.getElementById(button.getAttribute("data-speak"));
        var speaking = window.speechSynthesis.speaking;
        window.speechSynthesis.cancel();
        if (!text || speaking) return;
        var words = new window.SpeechSynthesisUtterance(text.textContent);
        words.lang = "zh-CN";
        window.speechSynthesis.speak(words);
      });
    });
  }

  focusErrors();
  guardComposing();
  countCharacters();
  printButtons();
  sendOnce();
  autosave();
  warnOfSession();
  readAloud();
})();
