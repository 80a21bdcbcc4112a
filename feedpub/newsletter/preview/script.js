// A mail is held once; a view of it is the mail with the words that `offline` left replaced.
const addresses = data.pictures.map(({ type, data }) =>
  URL.createObjectURL(new Blob([Uint8Array.from(atob(data), c => c.charCodeAt(0))], { type })));
const NONE = "data:,";
const YES = "(min-width:0)", NO = "(max-width:0)";

function written(view) {
  const dark = view.colours === "dark";
  const head = `<meta http-equiv="x-dns-prefetch-control" content="off"><base target="_blank">
<style>:root{color-scheme:${dark ? "dark" : "light"} !important}</style>`;
  return data.documents[view.document]
    .replaceAll("(--feedpub-dark)", dark ? YES : NO)
    .replaceAll("(--feedpub-light)", dark ? NO : YES)
    .replace(/feedpub-picture:(\d+):/g, (_, n) => view.pictures ? addresses[n] : NONE)
    .replace("<!--feedpub-head-->", () => head);
}

// Colours as numbers: red, green and blue from 0 to 1, and how solid they are.
const read = text => {
  const [red, green, blue, alpha = 1] = text.match(/[\d.]+/g).map(Number);
  return [red / 255, green / 255, blue / 255, alpha];
};
const write = ([red, green, blue, alpha]) =>
  `rgb(${[red, green, blue].map(part => Math.round(255 * part)).join(" ")} / ${alpha})`;

// CIE L*, from 0 to 100, and a colour mixed with black or white until it has the one wanted.
const lightness = ([red, green, blue]) => {
  const linear = part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  const y = 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
  return y > 216 / 24389 ? 116 * Math.cbrt(y) - 16 : y * 24389 / 27;
};
const mixed = ([red, green, blue, alpha], by) => {
  const end = by < 0 ? 0 : 1, share = Math.abs(by);
  return [...[red, green, blue].map(part => part + share * (end - part)), alpha];
};
const withLightness = (colour, wanted) => {
  let low = -1, high = 1;
  for (let i = 0; i < 20; i++) {
    const middle = (low + high) / 2;
    if (lightness(mixed(colour, middle)) < wanted) low = middle; else high = middle;
  }
  return mixed(colour, (low + high) / 2);
};

// The lightness of HSL turned round: light red is dark red.
const inverted = ([red, green, blue, alpha]) => {
  const shift = 1 - Math.max(red, green, blue) - Math.min(red, green, blue);
  return [red + shift, green + shift, blue + shift, alpha];
};

// No program says how it does it. White becomes L* 12, about #1f1f1f; what is dark stays.
const darkened = ground => {
  const light = lightness(ground);
  return light < 50 ? ground : withLightness(ground, 100 - light + 12 * (light - 50) / 50);
};
const lightened = text => {
  const light = lightness(text);
  return light < 50 ? withLightness(text, 100 - light) : text;
};

const TURNED = {
  partial: { ground: darkened, text: lightened, line: darkened },
  full: { ground: inverted, text: inverted, line: inverted },
};
const BORDERS = ["top", "right", "bottom", "left"].map(side => `border-${side}-color`);

function turn(page, { ground, text, line }) {
  const root = page.documentElement, changes = [];
  for (const element of root.querySelectorAll("body, body *")) {
    const style = page.defaultView.getComputedStyle(element);
    const set = (name, change) => {
      const colour = read(style.getPropertyValue(name));
      if (colour[3]) changes.push([element, name, write(change(colour))]);
    };
    set("color", text);
    set("background-color", ground);
    BORDERS.forEach(name => set(name, line));
  }
  changes.push([root, "background-color", write(ground([1, 1, 1, 1]))]);
  for (const [element, ...change] of changes) element.style.setProperty(...change, "important");
}

// Shows a view in a frame as high as it is; comes to the size that the mail takes.
async function show(frame, view) {
  frame.style.width = `${view.width}px`;
  frame.style.height = "100px";
  await new Promise(done => {
    frame.addEventListener("load", done, { once: true });
    frame.srcdoc = written(view);
  });
  const page = frame.contentDocument;
  await Promise.all([...page.images].map(image => image.decode().catch(() => {})));
  if (TURNED[view.colours]) turn(page, TURNED[view.colours]);
  const { scrollWidth, scrollHeight } = page.documentElement;
  frame.style.height = `${scrollHeight}px`;
  return { width: scrollWidth, height: scrollHeight };
}

const form = document.querySelector(".choices");
const frame = document.getElementById("frame");
const said = document.getElementById("said");
const radios = [...form.elements].filter(element => element.type === "radio");
const chosen = () => Object.fromEntries(new FormData(form));

function choose(choices) {
  for (const radio of radios) if (choices[radio.name] === radio.value) radio.checked = true;
}

function documentOf({ part, segment, recipient }) {
  return part in data.documents ? part : `${part}/${segment}/${recipient}`;
}

let latest = 0;
async function update() {
  // What a part does not have cannot be chosen, but stays chosen for the others.
  for (const radio of radios) radio.disabled = false;
  const choices = chosen();
  const fixed = choices.part in data.documents;
  for (const radio of radios)
    if (fixed && ["segment", "recipient"].includes(radio.name)) radio.disabled = true;
  const view = {
    document: documentOf(choices), width: Number(choices.width), colours: choices.colours,
    pictures: choices.pictures === "on",
  };
  const turn = ++latest;
  frame.classList.toggle("dim", view.colours !== "light");
  const { width, height } = await show(frame, view);
  if (turn !== latest) return;
  const wide = width > view.width ? `; too wide: it needs ${width} px` : "";
  said.textContent = `${view.width} px wide, ${height.toLocaleString("en")} px high${wide}`;
  remember();
}

function choicesOf(view) {
  const [part, segment = chosen().segment, recipient = chosen().recipient] = view.document.split("/");
  return {
    part, segment, recipient, width: String(view.width), colours: view.colours,
    pictures: view.pictures ? "on" : "off",
  };
}

// What was chosen, and where one was on the page, outlives a new edition of it.
function remember() {
  try {
    sessionStorage.setItem("feedpub", JSON.stringify({ choices: chosen(), at: scrollY }));
  } catch {}
}
function recall() {
  try {
    return JSON.parse(sessionStorage.getItem("feedpub")) ?? {};
  } catch {
    return {};
  }
}

const tiles = [...document.querySelectorAll("[data-view]")];
for (const tile of tiles) {
  tile.addEventListener("click", () => {
    choose(choicesOf(data.views[tile.dataset.view]));
    update();
  });
}
form.addEventListener("change", update);

async function fill(tile) {
  const view = data.views[tile.dataset.view];
  const { width } = await show(tile.querySelector("iframe"), view);
  const warning = tile.querySelector(".warning");
  warning.hidden = width <= view.width;
  warning.textContent = `too wide: it needs ${width} px`;
}

// For pictures: one view and nothing else.
async function alone(number) {
  document.body.className = "alone";
  return await show(frame, data.views[number]);
}

// All views at a glance and nothing else; comes to the height.
function sheet() {
  document.body.className = "sheet";
  return document.documentElement.scrollHeight;
}

const ready = (async () => {
  const { choices, at } = data.reload ? recall() : {};
  if (choices) choose(choices);
  for (const tile of tiles) await fill(tile);
  await update();
  if (at) scrollTo({ top: at, behavior: "instant" });
  if (data.reload) {
    history.scrollRestoration = "manual";
    addEventListener("scrollend", remember);
    reloaded(data.reload, remember);
  }
})();
window.preview = { views: data.views, ready, alone, sheet };
