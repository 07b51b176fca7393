import { unsure } from './unsure.mjs';

/** Tags that may have a role by themselves; a role that is not here is left to Playwright. */
const TAGS = {
  alert: '',
  alertdialog: '',
  button: 'button,input',
  cell: 'td',
  checkbox: 'input',
  combobox: 'input,select',
  dialog: 'dialog',
  heading: 'h1,h2,h3,h4,h5,h6',
  link: 'a,area',
  list: 'ul,ol,menu',
  listbox: 'select,datalist',
  listitem: 'li',
  main: 'main',
  menu: '',
  menuitem: '',
  menuitemcheckbox: '',
  menuitemradio: '',
  navigation: 'nav',
  option: 'option',
  radio: 'input',
  row: 'tr',
  searchbox: 'input',
  slider: 'input',
  spinbutton: 'input',
  status: 'output',
  switch: '',
  tab: '',
  table: 'table',
  tabpanel: '',
  textbox: 'input,textarea',
  tree: '',
  treeitem: '',
};

const OF_TAG = {
  BUTTON: 'button',
  DATALIST: 'listbox',
  DIALOG: 'dialog',
  LI: 'listitem',
  MAIN: 'main',
  MENU: 'list',
  NAV: 'navigation',
  OL: 'list',
  OPTION: 'option',
  OUTPUT: 'status',
  TABLE: 'table',
  TEXTAREA: 'textbox',
  TR: 'row',
  UL: 'list',
};

const OF_INPUT = {
  button: 'button',
  checkbox: 'checkbox',
  file: 'button',
  image: 'button',
  number: 'spinbutton',
  radio: 'radio',
  range: 'slider',
  reset: 'button',
  search: 'searchbox',
  submit: 'button',
};
/** They may suggest values from a list, and are another kind of field then. */
const WITH_LIST = ['email', 'search', 'tel', 'text', 'url', ''];
const PRESENTATIONAL = '[role~="none" i],[role~="presentation" i]';
/** They lose their role inside a table or list that has lost its own. */
const INHERITING = ['LI', 'TD', 'TR'];

/** The elements with a role, in the order of the page. @param known all roles there are */
export function findByRole(root, role, known) {
  const tags = TAGS[role];
  if (tags === undefined) unsure(`role ${role}`);
  const candidates = [...root.querySelectorAll(tags === '' ? '[role]' : `${tags},[role]`)];
  return candidates.filter((element) => roleOf(element, role, known) === role);
}

/** An element's role, when it may be the one that is looked for; else null. */
function roleOf(element, wanted, known) {
  const named = (element.getAttribute('role') ?? '').toLowerCase().split(' ');
  const explicit = named.map((one) => one.trim()).find((one) => known.includes(one));
  const isPresentational = explicit === 'none' || explicit === 'presentation';
  if (explicit && !isPresentational) return explicit;
  const implicit = implicitRole(element);
  if (implicit !== wanted) return null;
  // Whether it is one after all depends on whether it can have the focus, and on much else.
  if (isPresentational) unsure('presentational role');
  if (INHERITING.includes(element.nodeName) && element.parentElement?.closest(PRESENTATIONAL))
    unsure('presentational role around it');
  return implicit;
}

function implicitRole(element) {
  const { nodeName } = element;
  if (element.namespaceURI !== 'http://www.w3.org/1999/xhtml') unsure('no HTML element');
  if (nodeName === 'A' || nodeName === 'AREA') return element.hasAttribute('href') ? 'link' : null;
  if (nodeName === 'INPUT') return inputRole(element);
  if (nodeName === 'SELECT') return element.multiple || element.size > 1 ? 'listbox' : 'combobox';
  if (nodeName === 'TD') return cellRole(element);
  return /^H[1-6]$/.test(nodeName) ? 'heading' : (OF_TAG[nodeName] ?? null);
}

function inputRole(input) {
  const type = input.type.toLowerCase();
  if (type === 'hidden') return null;
  if (WITH_LIST.includes(type) && input.hasAttribute('list')) unsure('a field with a list');
  return OF_INPUT[type] ?? 'textbox';
}

function cellRole(cell) {
  if (cell.closest('table')?.hasAttribute('role')) unsure('a table with a role');
  return 'cell';
}
