// What the pages do by themselves: keys, live refreshing, forms that know they are out of date.
// Every screen works without it; a further habit is one function called at the end.
"use strict";

const find = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const english = document.documentElement.lang === "en";
const word = (zh, en) => (english ? en : zh);
const typing = (at) => at.closest("input, textarea, select, [contenteditable]");

// ── rows: j and k choose one, Enter opens it, x ticks it ──

function rows() {
  return all("[data-rows] tbody tr");
}

function choose(step) {
  const many = rows();
  if (!many.length) return;
  const now = many.findIndex((row) => row.classList.contains("chosen"));
  const next = Math.min(Math.max(now + step, 0), many.length - 1);
  many.forEach((row, at) => row.classList.toggle("chosen", at === next));
  many[next].scrollIntoView({ block: "nearest" });
  find("a", many[next])?.focus({ preventScroll: true });
}

const chosen = () => find("[data-rows] tr.chosen");
let before = "";

const KEYS = {
  j: () => choose(1),
  k: () => choose(-1),
  x: () => find("input[type=checkbox]", chosen() ?? document.createElement("p"))?.click(),
  "/": () => find("#find")?.focus(),
  "?": () => find("#keys")?.showModal(),
  Enter: () => find("a", chosen() ?? document.createElement("p"))?.click(),
};

function keys() {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Escape" && typing(event.target)) event.target.blur();
    if (typing(event.target) || event.target.closest("button, summary, dialog")) return;
    if (event.key === "Enter" && event.target.closest("a")) return;
    if (before === "g" && event.key === "d") location.assign("/desk");
    before = event.key;
    const act = KEYS[event.key];
    if (act) {
      event.preventDefault();
      act();
    }
  });
}

// ── live: a page that shows what has moved is fetched again; what was typed is kept ──

const edited = () => all("main form").some((form) => form.dataset.edited);

async function refresh() {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
  if (!answer.ok || answer.redirected) return location.reload();
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  const open = all("main details[open][id]").map((one) => one.id);
  const at = chosen() ? rows().indexOf(chosen()) : -1;
  find("main").replaceChildren(...find("main", fresh).childNodes);
  open.forEach((id) => document.getElementById(id)?.setAttribute("open", ""));
  if (at >= 0) rows()[at]?.classList.add("chosen");
  document.dispatchEvent(new Event("fresh"));
}

function concerned(numbers) {
  const shown = find("main").dataset.live;
  return shown === "any" || numbers.some((one) => shown.split(" ").includes(one));
}

function tell(words) {
  const link = document.createElement("a");
  link.href = location.href;
  link.textContent = word("重新载入", "Load it again");
  find("#told").replaceChildren(words, link);
}

let due = 0;

function live() {
  if (!find("main")?.dataset.live || !window.EventSource) return;
  const feed = new EventSource("/live");
  feed.addEventListener("error", () => {
    if (feed.readyState === EventSource.CLOSED)
      tell(word("登录已失效或连接已中断，页面不再自动更新。", "You are signed out or the connection is lost: this page is not kept up to date any more. "));
  });
  feed.addEventListener("moved", (event) => {
    if (!concerned(JSON.parse(event.data))) return;
    if (edited()) return tell(word("这个事项刚刚有变动，您填写的内容还在。", "This case has just moved; what you typed is still here. "));
    clearTimeout(due);
    due = setTimeout(refresh, 150 + Math.random() * 250);
  });
}

// ── forms: remember that something was typed; ask before leaving it; submit once ──

function forms() {
  document.addEventListener("input", (event) => {
    const form = event.target.closest("main form");
    if (form && !form.dataset.light) form.dataset.edited = "yes";
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.dataset.sent) return event.preventDefault();
    if (form.dataset.sure && !confirm(form.dataset.sure)) return event.preventDefault();
    if (form.method === "post" && !form.dataset.again) form.dataset.sent = "yes";
    delete form.dataset.edited;
  });
  addEventListener("pageshow", () => all("form").forEach((form) => delete form.dataset.sent));
  addEventListener("beforeunload", (event) => edited() && event.preventDefault());
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-at-once]")) event.target.form.requestSubmit();
    if (event.target.matches("[data-all]"))
      all("[data-rows] tbody input[type=checkbox]").forEach((one) => (one.checked = event.target.checked));
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-add-row]");
    if (button) addRow(button);
  });
}

function addRow(button) {
  const body = find(`#${button.dataset.addRow} tbody`);
  const row = body.rows[body.rows.length - 1].cloneNode(true);
  all("input, select, textarea", row).forEach((one) => {
    one.name = one.name.replace(/\.(\d+)\./, (_, at) => `.${Number(at) + 1}.`);
    one.id = one.id.replace(/-(\d+)-/, (_, at) => `-${Number(at) + 1}-`);
    one.value = "";
  });
  all("label", row).forEach((one) => {
    one.htmlFor = one.htmlFor.replace(/-(\d+)-/, (_, at) => `-${Number(at) + 1}-`);
  });
  body.append(row);
  find("input, select, textarea", row)?.focus();
}

keys();
forms();
live();
