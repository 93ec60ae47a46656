// What this device keeps of a room until it has arrived: points and stances that wait, and what is being typed.
// Where the browser refuses (some private windows do), it is kept on the page alone, and `lasting` says so.

const NAME = "majlis-room";
const VERSION = 1;
const PATIENCE = 3000; // ms: a database that does not open by then is taken for refused
const KEYS = { waiting: "order", drafts: "owner", rooms: "room" };

let opening = null;

function openStore() {
  opening ??= openDatabase().then(
    (database) => new Database(database),
    () => new Memory(),
  );
  return opening;
}

function openDatabase() {
  return new Promise((resolve, reject) => {
    setTimeout(reject, PATIENCE);
    const request = indexedDB.open(NAME, VERSION);
    request.onupgradeneeded = () => {
      for (const [store, keyPath] of Object.entries(KEYS)) {
        request.result.createObjectStore(store, { keyPath, autoIncrement: store === "waiting" });
      }
    };
    request.onsuccess = () => {
      request.result.onversionchange = () => request.result.close();
      resolve(request.result);
    };
    request.onerror = request.onblocked = reject;
  });
}

class Database {
  lasting = true;

  constructor(database) {
    this.database = database;
  }

  all(store) {
    return this.run(store, "readonly", (objects) => objects.getAll());
  }

  get(store, key) {
    return this.run(store, "readonly", (objects) => objects.get(key));
  }

  put(store, value) {
    return this.run(store, "readwrite", (objects) => objects.put(value));
  }

  remove(store, key) {
    return this.run(store, "readwrite", (objects) => objects.delete(key));
  }

  update(store, key, change) {
    let changed;
    return this.run(store, "readwrite", (objects) => {
      const reading = objects.get(key);
      reading.onsuccess = () => {
        changed = change(reading.result);
        if (changed) objects.put(changed);
      };
      return reading;
    }).then(() => changed);
  }

  // Resolves when it is written, not when it is about to be.
  run(store, mode, work) {
    return new Promise((resolve, reject) => {
      const transaction = this.database.transaction(store, mode);
      const request = work(transaction.objectStore(store));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = transaction.onerror = () => reject(transaction.error);
    });
  }
}

class Memory {
  lasting = false;
  stores = { waiting: new Map(), drafts: new Map(), rooms: new Map() };
  last = 0;

  async all(store) {
    return [...this.stores[store].values()];
  }

  async get(store, key) {
    return this.stores[store].get(key);
  }

  async put(store, value) {
    if (store === "waiting") value.order ??= ++this.last;
    this.stores[store].set(value[KEYS[store]], value);
    return value[KEYS[store]];
  }

  async remove(store, key) {
    this.stores[store].delete(key);
  }

  async update(store, key, change) {
    const changed = change(this.stores[store].get(key));
    if (changed) await this.put(store, changed);
    return changed;
  }
}

export const store = {
  isLasting: async () => (await openStore()).lasting,
  all: async (name) => (await openStore()).all(name),
  get: async (name, key) => (await openStore()).get(name, key),
  remove: async (name, key) => (await openStore()).remove(name, key),
  // Changes one value as a whole; `change` gets it and returns the new one, or nothing to leave it. Returns what it became.
  update: async (name, key, change) => (await openStore()).update(name, key, change),
  async put(name, value) {
    const opened = await openStore();
    try {
      return await opened.put(name, value);
    } catch (error) {
      if (!opened.lasting) throw error;
      return give(opened, name, value);
    }
  },
};

// A full disk, or a database that the browser has closed: what was kept so far goes on the page, and the new value too.
async function give(opened, name, value) {
  const memory = new Memory();
  for (const store of Object.keys(KEYS)) {
    for (const kept of await opened.all(store).catch(() => [])) await memory.put(store, kept);
  }
  memory.last = Math.max(0, ...memory.stores.waiting.keys());
  opening = Promise.resolve(memory);
  return memory.put(name, value);
}
