/** What tells the items of a list apart, in place of where they stand; of these the first that an item has whole. */
const NAMES = [
  ['id', 'file'],
  ['id'],
  ['subject', 'kind', 'file'],
  ['incident', 'to'],
  ['runbook'],
  ['policy', 'section', 'layer'],
  ['section', 'layer'],
  ['type'],
  ['key'],
  ['layer'],
  ['month'],
  ['bucket'],
  ['kind', 'stratum'],
  ['severity'],
  ['file', 'text'],
];
const DATE = /^\d{4}-\d\d-\d\d(?:T[\d:]+(?:\.\d+)?Z)?$/;
const STANDING = new Set(['verdict', 'unwaived', 'status', 'bucket', 'effectiveness']);

/** Every figure in a value by the path that leads to it: numbers, dates, yes and no, and where something stands. */
export function figuresIn(value, path = '', found = {}) {
  if (Array.isArray(value)) {
    value.forEach((item, i) => {
      let name = nameOf(item) || String(i);
      while (`${path}/${name}` in found) name += ' again';
      if (typeof item === 'object') found[`${path}/${name}`] = 'there';
      figuresIn(item, `${path}/${name}`, found);
    });
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      if (STANDING.has(key) && typeof inner === 'string') found[`${path}/${key}`] = inner;
      else figuresIn(inner, `${path}/${key}`, found);
    }
  } else if (typeof value === 'number' || typeof value === 'boolean' || DATE.test(String(value))) found[path] = value;
  return found;
}

function nameOf(item) {
  if (typeof item !== 'object' || item === null) return '';
  const names = NAMES.find((some) => some.every((name) => typeof item[name] === 'string'));
  return (names ?? []).map((name) => item[name]).join(' ');
}
