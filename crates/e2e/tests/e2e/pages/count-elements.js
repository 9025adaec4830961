// How many elements of which kind the page has, and with which attributes: text must not change it.
const counts = {};
for (const element of document.querySelectorAll("*")) {
  const kind = [element.tagName, ...element.getAttributeNames().filter((name) => name !== "style").sort()].join(" ");
  counts[kind] = (counts[kind] ?? 0) + 1;
}
return counts;
