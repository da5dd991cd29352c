// Filters. Without scripts the form is not shown, and everything else is.
"use strict";
const form = document.querySelector("form");
const entries = [...document.querySelectorAll("article")];
const sections = [...document.querySelectorAll("section.file")];
const count = document.querySelector(".count");

function show() {
  const chosen = (name) => new Set([...form.querySelectorAll(`input[name="${name}"]:checked`)].map((box) => box.value));
  const verdicts = chosen("verdict");
  const severities = chosen("severity");
  let shown = 0;
  for (const entry of entries) {
    const worst = entry.dataset.severity;
    const wanted = verdicts.has(entry.dataset.verdict) && severities.has(worst);
    entry.hidden = !wanted;
    shown += wanted ? 1 : 0;
  }
  for (const section of sections) {
    section.hidden = section.querySelector("article") !== null && section.querySelector("article:not([hidden])") === null;
  }
  count.textContent = shown === entries.length ? "" : `${shown} of ${entries.length} shown`;
}

form.hidden = false;
form.addEventListener("change", show);
form.addEventListener("reset", () => setTimeout(show));
