// IndexedDB as four plain maps: what was added, its bytes, its results and unsaved strokes. They outlast a reload and a crash.

export type Store = 'pictures' | 'files' | 'results' | 'drafts';
const STORES: Store[] = ['pictures', 'files', 'results', 'drafts'];

let opened: Promise<IDBDatabase | null> | null = null;

/** Null where the browser keeps nothing (a private window, say): the page then forgets at a reload, and asks before it. */
function open(): Promise<IDBDatabase | null> {
  opened ??= new Promise(done => {
    try {
      const request = indexedDB.open('limn', 1);
      request.onupgradeneeded = () => STORES.forEach(name => request.result.createObjectStore(name));
      request.onsuccess = () => done(request.result);
      request.onerror = () => done(null);
      request.onblocked = () => done(null);
    } catch {
      done(null);
    }
  });
  return opened;
}

export const keeps = async (): Promise<boolean> => (await open()) !== null;

function answer<T>(request: IDBRequest<T>): Promise<T | undefined> {
  return new Promise(done => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => done(undefined);
  });
}

export async function get<T>(store: Store, id: string): Promise<T | undefined> {
  const db = await open();
  return db ? answer<T>(db.transaction(store).objectStore(store).get(id)) : undefined;
}

export async function all<T>(store: Store): Promise<T[]> {
  const db = await open();
  return (db && (await answer<T[]>(db.transaction(store).objectStore(store).getAll()))) || [];
}

export async function ids(store: Store): Promise<string[]> {
  const db = await open();
  return ((db && (await answer(db.transaction(store).objectStore(store).getAllKeys()))) || []).map(String);
}

/** Puts all in one transaction. A full disk is no failure of the page: false says that it wasn't kept. */
export async function put(store: Store, entries: [id: string, value: unknown][]): Promise<boolean> {
  const db = await open();
  if (!db || entries.length === 0) return false;
  return new Promise(done => {
    try {
      const transaction = db.transaction(store, 'readwrite');
      transaction.oncomplete = () => done(true);
      transaction.onabort = transaction.onerror = () => done(false);
      for (const [id, value] of entries) transaction.objectStore(store).put(value, id);
    } catch {
      done(false);
    }
  });
}

export async function drop(store: Store, id: string): Promise<void> {
  (await open())?.transaction(store, 'readwrite').objectStore(store).delete(id);
}

/** Removes all that is known of these pictures. */
export async function forget(ids: string[]): Promise<void> {
  const db = await open();
  if (!db) return;
  const transaction = db.transaction(STORES, 'readwrite');
  for (const store of STORES) for (const id of ids) transaction.objectStore(store).delete(id);
}
