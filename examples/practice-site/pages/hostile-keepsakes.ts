/** Answers nothing; that it is there is the mark. */
export const SERVICE_WORKER = `addEventListener('fetch', () => undefined);`;

/** Tells how many marks it was given by anyone. */
export const SHARED_WORKER = `let marks = 0;
onconnect = ({ ports: [port] }) => {
  port.onmessage = ({ data }) => { if (data === 'leave') marks += 1; port.postMessage(marks); };
};`;

/**
 * Everywhere a page can leave something behind, by name: how it is left, and whether it is found. `permission` and `paste`
 * are left by others: whoever steers the browser grants the one, and the clipboard is the machine's.
 */
export const KEEPSAKES_SCRIPT = `
const wait = (ms) => new Promise((done) => setTimeout(done, ms));
const who = async () => (await fetch('/hostile/who')).json();
const askShared = (message) => new Promise((done) => {
  const { port } = new SharedWorker('/hostile/shared-worker');
  port.onmessage = ({ data }) => done(data > 0);
  port.postMessage(message);
});
const openDatabase = () => new Promise((done, failed) => {
  const request = indexedDB.open('left', 1);
  request.onsuccess = () => done();
  request.onerror = () => failed(request.error);
});
const signIn = () => new Promise((done) => {
  const call = new XMLHttpRequest();
  call.onloadend = done;
  call.open('GET', '/hostile/locked', true, 'left', 'left');
  call.send();
});
const places = {
  cookie: { leave: () => { document.cookie = 'mark=1; max-age=9999; path=/'; }, find: () => document.cookie.includes('mark=') },
  'http-only cookie': { leave: () => fetch('/hostile/cookie'), find: async () => (await who()).cookie.includes('left=') },
  password: { leave: signIn, find: async () => (await who()).authorization !== '' },
  'local storage': { leave: () => { localStorage.left = '1'; }, find: () => localStorage.length > 0 },
  'session storage': { leave: () => { sessionStorage.left = '1'; }, find: () => sessionStorage.length > 0 },
  'window name': { leave: () => { window.name = 'left'; }, find: () => window.name !== '' },
  'indexed db': { leave: openDatabase, find: async () => (await indexedDB.databases()).length > 0 },
  'cache storage': { leave: () => caches.open('left'), find: async () => (await caches.keys()).length > 0 },
  'http cache': {
    leave: async () => (await fetch('/hostile/kept')).text(),
    find: () => fetch('/hostile/kept', { cache: 'only-if-cached', mode: 'same-origin' }).then(({ ok }) => ok, () => false),
  },
  'private files': {
    leave: async () => (await navigator.storage.getDirectory()).getFileHandle('left', { create: true }),
    find: async () => !(await (await navigator.storage.getDirectory()).keys().next()).done,
  },
  'service worker': {
    leave: () => navigator.serviceWorker.register('/hostile/service-worker').then(() => navigator.serviceWorker.ready),
    find: async () => (await navigator.serviceWorker.getRegistrations()).length > 0,
  },
  'shared worker': { leave: () => askShared('leave'), find: () => askShared('look') },
  lock: {
    leave: () => new Promise((held) => { navigator.locks.request('left', () => { held(); return new Promise(() => {}); }); }),
    find: async () => (await navigator.locks.query()).held.length > 0,
  },
  broadcast: {
    leave: () => { const channel = new BroadcastChannel('left'); setInterval(() => channel.postMessage('left'), 10); },
    find: () => Promise.race([new Promise((heard) => { new BroadcastChannel('left').onmessage = () => heard(true); }), wait(150)]),
  },
  permission: { leave: () => {}, find: async () => (await navigator.permissions.query({ name: 'geolocation' })).state === 'granted' },
  paste: {
    leave: () => { const field = document.getElementById('paste'); field.value = 'left'; field.select(); document.execCommand('copy'); field.value = ''; },
    find: () => document.getElementById('paste').value !== '',
  },
};
const show = (id, text) => Object.assign(document.querySelector('[data-testid=' + id + ']'), { textContent: text, hidden: false });
document.getElementById('leave').onclick = async () => {
  places.paste.leave();
  for (const { leave } of Object.values(places)) await leave();
  show('left', 'Left');
};
document.getElementById('look').onclick = async () => {
  const found = [];
  for (const [name, { find }] of Object.entries(places)) if (await find()) found.push(name);
  show('found', found.join(', ') || 'nothing');
};`;
