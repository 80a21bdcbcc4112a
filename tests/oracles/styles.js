// Two documents side by side, and every computed property in which an element of one differs
// from its counterpart in the other: {count, unlike, differences: [[where, property, a, b]]}.
async (first, second, width) => {
  document.documentElement.style.colorScheme = "light dark";
  document.body.replaceChildren();
  const shown = html => new Promise(resolve => {
    const frame = document.createElement("iframe");
    frame.style.cssText = `border:0;width:${width}px;height:900px;color-scheme:light dark`;
    frame.onload = () => resolve(frame.contentWindow);
    frame.srcdoc = html;
    document.body.append(frame);
  });
  const windows = [await shown(first), await shown(second)];
  const elements = windows.map(w => [w.document.documentElement, ...w.document.querySelectorAll("body, body *")]);
  const tags = elements.map(list => list.map(e => e.tagName));
  const unlike = tags[0].findIndex((tag, i) => tag !== tags[1][i]);
  const scheme = windows.map(w => w.matchMedia("(prefers-color-scheme: dark)").matches);
  const result = { count: tags[0].length, scheme, unlike: "", differences: [] };
  if (unlike >= 0 || tags[0].length !== tags[1].length) {
    result.unlike = `${tags[0].length} and ${tags[1].length} elements, unlike from ${unlike}`;
    return result;
  }
  const names = [...windows[0].getComputedStyle(elements[0][0])];
  elements[0].forEach((element, i) => {
    const [a, b] = [0, 1].map(n => windows[n].getComputedStyle(elements[n][i]));
    for (const name of names) {
      const [one, other] = [a.getPropertyValue(name), b.getPropertyValue(name)];
      if (one !== other) result.differences.push([`${element.tagName.toLowerCase()}.${element.className}#${i}`, name, one, other]);
    }
  });
  return result;
}
