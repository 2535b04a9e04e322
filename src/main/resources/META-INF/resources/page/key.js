// The key, where the service wants one. It is kept for this tab's session and nowhere else.

const NAME = 'limn-key';
const by = id => document.getElementById(id);
let asked = null;

export const current = () => sessionStorage.getItem(NAME);

export const headers = key => (key ? { Authorization: `Bearer ${key}` } : {});

/** Waits until there is another key than the one that was refused. */
export function ask(refused, signal) {
  if (current() !== refused) return Promise.resolve();
  asked ??= new Promise(resolve => show(refused, resolve));
  return signal ? Promise.race([asked, aborted(signal)]) : asked;
}

function show(refused, resolve) {
  sessionStorage.removeItem(NAME);
  by('key-forget').hidden = true;
  by('key').hidden = false;
  if (refused) by('key-said').textContent = 'That key is not known here.';
  by('key-field').value = '';
  by('key-field').focus();
  by('key').addEventListener(
    'submit',
    event => {
      event.preventDefault();
      sessionStorage.setItem(NAME, by('key-field').value.trim());
      by('key').hidden = true;
      by('key-field').value = '';
      by('key-forget').hidden = false;
      asked = null;
      resolve();
    },
    { once: true },
  );
}

const aborted = signal =>
  new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
  });

export function start() {
  by('key-forget').hidden = !current();
  by('key-forget').addEventListener('click', () => {
    sessionStorage.removeItem(NAME);
    location.reload();
  });
}
