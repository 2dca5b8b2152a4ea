/**
 * What a script adds to the page: filter and sort for registers, opening and closing everything, opening what a link
 * points into. Everything can be read without it.
 */
export const SCRIPT = `
(() => {
  'use strict';
  const make = (name, properties, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };
  const value = (row, column) => {
    const text = row.cells[column].textContent.trim();
    const number = Number(text.replace(/[ ,]/g, ''));
    return text === '' || text === '\\u2013' ? null : Number.isNaN(number) ? text.toLowerCase() : number;
  };
  const compare = (a, b) => {
    if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
    return typeof a === typeof b ? (a < b ? -1 : a > b ? 1 : 0) : typeof a === 'number' ? -1 : 1;
  };
  const sortBy = (table, head, column) => {
    const isDown = head.getAttribute('aria-sort') === 'ascending';
    const rows = [...table.tBodies[0].rows].map((row) => [value(row, column), row]);
    rows.sort(([a], [b]) => (a === null || b === null ? compare(a, b) : (isDown ? -1 : 1) * compare(a, b)));
    for (const other of table.tHead.rows[0].cells) other.removeAttribute('aria-sort');
    head.setAttribute('aria-sort', isDown ? 'descending' : 'ascending');
    table.tBodies[0].append(...rows.map(([, row]) => row));
  };
  for (const table of document.querySelectorAll('table[data-register]')) {
    [...table.tHead.rows[0].cells].forEach((head, column) => {
      const button = make('button', { type: 'button' }, ...head.childNodes);
      button.addEventListener('click', () => sortBy(table, head, column));
      head.append(button);
    });
    const rows = [...table.tBodies[0].rows];
    if (rows.length < 6) continue;
    const name = table.dataset.register;
    const input = make('input', { type: 'search', autocomplete: 'off' });
    const output = make('output', {}, rows.length + ' rows');
    const texts = rows.map((row) => row.textContent.toLowerCase());
    input.addEventListener('input', () => {
      const words = input.value.toLowerCase().split(/\\s+/).filter(Boolean);
      let shown = 0;
      rows.forEach((row, i) => {
        row.hidden = !words.every((word) => texts[i].includes(word));
        if (!row.hidden) shown++;
      });
      output.textContent = shown + ' of ' + rows.length + ' rows';
    });
    const tools = make('div', { className: 'tools' }, make('label', {}, 'Filter ' + name, input), output);
    table.parentElement.before(tools);
  }
  const all = [...document.querySelectorAll('main details')];
  const setAll = (open) => all.forEach((one) => (one.open = open));
  const toggle = make('button', { type: 'button', className: 'all' }, 'Open everything that is folded');
  toggle.addEventListener('click', () => {
    const open = all.some((one) => !one.open);
    setAll(open);
    toggle.textContent = open ? 'Fold everything' : 'Open everything that is folded';
  });
  document.querySelector('.cover').append(make('p', {}, toggle));
  const reveal = () => {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let one = target && target.closest('details'); one; one = one.parentElement.closest('details')) one.open = true;
  };
  addEventListener('hashchange', reveal);
  reveal();
  let before = [];
  addEventListener('beforeprint', () => {
    before = all.filter((one) => !one.open);
    setAll(true);
  });
  addEventListener('afterprint', () => before.forEach((one) => (one.open = false)));
})();
`.trim();
