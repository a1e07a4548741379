// The way through the inbox by keyboard. Without this file the page works as it is.

const rows = [...document.querySelectorAll(".waiting .hit")];

function here() {
    return rows.findIndex((row) => row.contains(document.activeElement));
}

function go(step) {
    const next = Math.min(Math.max(here() + step, 0), rows.length - 1);
    rows[next]?.querySelector("h2 a").focus();
}

function press(verdict) {
    rows[here()]?.querySelector(`button[value="${verdict}"]`).click();
}

const keys = {
    ArrowDown: () => go(1),
    ArrowUp: () => go(-1),
    y: () => press("yes"),
    n: () => press("no"),
};

document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (event.target.matches("input, select, textarea")) return;
    const act = keys[event.key] ?? { KeyY: keys.y, KeyN: keys.n }[event.code];
    if (!act) return;
    event.preventDefault();
    act();
});
