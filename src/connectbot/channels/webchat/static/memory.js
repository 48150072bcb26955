// What this tab remembers until it is closed or left: nothing outlives the tab.

const KEY = "talk";
const MOST = 200;

const EMPTY = { session: null, after: 0, said: [], unsent: [], options: [] };

export class Memory {
  constructor() {
    Object.assign(this, structuredClone(EMPTY), this.#read());
  }

  save() {
    this.said = this.said.slice(-MOST);
    const { session, after, said, unsent, options } = this;
    try {
      sessionStorage.setItem(KEY, JSON.stringify({ session, after, said, unsent, options }));
    } catch {
      // A browser that keeps nothing still talks; only a reload begins anew.
    }
  }

  clear() {
    Object.assign(this, structuredClone(EMPTY));
    try {
      sessionStorage.removeItem(KEY);
    } catch {
      // Nothing was kept.
    }
  }

  #read() {
    try {
      return JSON.parse(sessionStorage.getItem(KEY)) ?? {};
    } catch {
      return {};
    }
  }
}
