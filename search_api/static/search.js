// Results while one types, and the way through them by keyboard. Without this file the page works as it is.

const PAUSE = 250; // milliseconds without a key before the server is asked

const form = document.querySelector("form.search");
const box = form.elements.q;
const found = document.getElementById("found");
const told = document.getElementById("told");
let waiting, asking;

function soon() {
    clearTimeout(waiting);
    asking?.abort();
    waiting = setTimeout(ask, PAUSE);
}

async function ask() {
    asking = new AbortController();
    const address = new URL(form.action);
    if (box.value.trim()) address.searchParams.set("q", box.value);
    found.setAttribute("aria-busy", "true");
    try {
        const answer = await fetch(address, { signal: asking.signal, headers: { Accept: "text/html" } });
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        const fresh = page.getElementById("found") ?? page.getElementById("main");
        found.replaceChildren(...fresh.childNodes);
        told.textContent = found.querySelector(".total, h2, h1")?.textContent ?? "";
        document.title = page.title;
        if (answer.ok) history.replaceState(null, "", address);
        found.removeAttribute("aria-busy");
    } catch (fault) {
        if (fault.name === "AbortError") return; // somebody typed on
        found.removeAttribute("aria-busy");
        found.classList.add("unreached");
        told.textContent = found.dataset.unreached;
        return;
    }
    found.classList.remove("unreached");
}

function go(step) {
    const links = [...found.querySelectorAll(".hit h2 a")];
    const here = links.findIndex((link) => link.closest(".hit").contains(document.activeElement));
    const next = here < 0 ? (step > 0 ? 0 : -1) : here + step;
    if (next < 0) box.focus();
    else links[Math.min(next, links.length - 1)]?.focus();
}

box.addEventListener("input", soon);
form.addEventListener("submit", () => clearTimeout(waiting));
document.addEventListener("keydown", (event) => {
    const typing = event.target.matches("input, select, textarea");
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "/" && !typing) box.focus();
    else if (event.key === "Escape" && !typing) box.focus();
    else if (event.key === "ArrowDown" && (event.target === box || event.target.closest(".hit"))) go(1);
    else if (event.key === "ArrowUp" && event.target.closest(".hit")) go(-1);
    else return;
    event.preventDefault();
});
