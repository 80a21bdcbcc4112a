// Every text that can be seen, with its colour and the grounds below it, from the nearest to
// the canvas; alike ones once. Pictures count as text where they are not loaded.
(() => {
  const canvas = document.body.appendChild(document.createElement("i"));
  canvas.style.backgroundColor = "Canvas";
  const ground = getComputedStyle(canvas).backgroundColor;
  canvas.remove();
  const grounds = element => {
    const found = [];
    for (let e = element; e; e = e.parentElement) {
      const colour = getComputedStyle(e).backgroundColor;
      if (!/, 0\)$/.test(colour)) found.push(colour);
      if (!colour.startsWith("rgba")) return found;
    }
    return [...found, ground];
  };
  const opacity = element => {
    let product = 1;
    for (let e = element; e; e = e.parentElement) product *= getComputedStyle(e).opacity;
    return product;
  };
  const seen = new Map();
  const note = (element, text) => {
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return;
    const style = getComputedStyle(element);
    const record = {
      colour: style.color, grounds: grounds(element), opacity: opacity(element),
      size: parseFloat(style.fontSize), weight: Number(style.fontWeight),
    };
    const key = JSON.stringify(record);
    if (seen.has(key)) return;
    const name = element.tagName.toLowerCase() + (element.className && "." + element.className);
    seen.set(key, { ...record, where: name, text: text.trim().slice(0, 40) });
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!node.data.trim()) continue;
    range.selectNodeContents(node);
    if (range.getClientRects().length) note(node.parentElement, node.data);
  }
  for (const image of document.images) if (!image.naturalWidth && image.alt) note(image, image.alt);
  return [...seen.values()];
})()
