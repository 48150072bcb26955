// The socket: it comes back by itself, says again what was not acknowledged, and asks for what
// it has not got. One message is under way at a time, so they arrive in the order of writing.

const FIRST_WAIT = 400;
const LONGEST_WAIT = 15_000;
const ANSWER_WITHIN = 10_000;

const TOO_BIG = 1009;
const ELSEWHERE = 4001;
const FORGOTTEN = 4003;

const AGAIN = new Set(["slow-down", "later"]);

export class Wire {
  #socket = null;
  #welcomed = false;
  #underWay = null;
  #failures = 0;
  #stopped = false;
  #clock = { again: 0, answer: 0, retry: 0 };

  // `tell` hears: message(frame), taken(id), refused(id, why), note(text), online(yes),
  // elsewhere(), forgotten().
  constructor(memory, tell) {
    this.memory = memory;
    this.tell = tell;
    addEventListener("online", () => this.#now());
    addEventListener("offline", () => this.#lost());
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden && !this.#socket) this.#now();
    });
  }

  open() {
    this.#stopped = false;
    if (this.#socket) return;
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    const start = new URLSearchParams(location.search).get("start");
    const opened = start ? `?start=${encodeURIComponent(start)}` : "";
    const socket = new WebSocket(`${scheme}//${location.host}/chat/ws${opened}`);
    this.#socket = socket;
    socket.onopen = () => {
      const { session, after } = this.memory;
      this.#send({ type: "hello", session, after });
    };
    socket.onmessage = (event) => this.#heard(JSON.parse(event.data));
    socket.onclose = (event) => this.#closed(event.code);
    this.#expectAnswer();
  }

  stop() {
    this.#stopped = true;
    this.#drop();
  }

  say(frame) {
    this.memory.unsent.push(frame);
    this.memory.save();
    if (this.#stopped) this.open();
    this.#next();
  }

  #now() {
    if (this.#stopped) return;
    this.#drop();
    this.open();
  }

  #heard(frame) {
    switch (frame.type) {
      case "welcome":
        return this.#welcome(frame.session);
      case "message":
        if (frame.seq > this.memory.after) this.tell.message(frame);
        return undefined;
      case "ack":
        return this.#settle(frame.id, () => this.tell.taken(frame.id));
      case "error":
        return this.#error(frame);
    }
    return undefined;
  }

  #welcome(session) {
    clearTimeout(this.#clock.answer);
    if (session !== this.memory.session) this.memory.after = 0;
    this.memory.session = session;
    this.memory.save();
    this.#welcomed = true;
    this.#failures = 0;
    this.tell.online(true);
    this.#next();
  }

  #error({ id, code, text, after }) {
    if (!id) this.tell.note(text);
    else if (!AGAIN.has(code)) this.#settle(id, () => this.tell.refused(id, text));
    else {
      this.tell.note(text);
      clearTimeout(this.#clock.answer);
      this.#clock.retry = setTimeout(() => {
        this.#underWay = null;
        this.#next();
      }, after * 1000);
    }
  }

  #next() {
    const frame = this.memory.unsent[0];
    if (!this.#welcomed || this.#underWay || !frame) return;
    this.#underWay = frame.id;
    this.#send(frame);
    this.#expectAnswer();
  }

  #settle(id, then) {
    if (id !== this.#underWay) return;
    clearTimeout(this.#clock.answer);
    this.#underWay = null;
    this.memory.unsent.shift();
    then();
    this.memory.save();
    this.#next();
  }

  #expectAnswer() {
    clearTimeout(this.#clock.answer);
    this.#clock.answer = setTimeout(() => this.#lost(), ANSWER_WITHIN);
  }

  #send(frame) {
    this.#socket.send(JSON.stringify(frame));
  }

  #closed(code) {
    const [first] = this.memory.unsent;
    if (code === TOO_BIG && first && first.id === this.#underWay) {
      this.#settle(first.id, () => this.tell.refused(first.id, "That is too long to send."));
    }
    if (code === FORGOTTEN || code === ELSEWHERE) {
      this.stop();
      if (code === FORGOTTEN) this.tell.forgotten();
      else this.tell.elsewhere();
    } else this.#lost();
  }

  #lost() {
    if (this.#stopped) return;
    this.#drop();
    this.tell.online(false);
    const wait = Math.min(FIRST_WAIT * 2 ** this.#failures, LONGEST_WAIT);
    this.#failures += 1;
    this.#clock.again = setTimeout(() => this.open(), wait * (0.75 + Math.random() / 2));
  }

  #drop() {
    for (const timer of Object.values(this.#clock)) clearTimeout(timer);
    const socket = this.#socket;
    this.#socket = null;
    this.#welcomed = false;
    this.#underWay = null;
    if (!socket) return;
    // A dead line may take a minute to close by itself: nobody waits for it.
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
  }
}
