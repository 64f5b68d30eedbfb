// How long the last print or proof of a kind took, as far as this browser knows.
import { say } from "/static/desk.js";

const KEPT = "bedside-times";
const MOST = 50;
const LEAST = 2; // s: where nothing had changed, it is said of no print how long it takes

function times() {
  try {
    return JSON.parse(localStorage.getItem(KEPT)) ?? {};
  } catch {
    return {};
  }
}

export function keepTime(kind, seconds) {
  if (seconds < LEAST) return;
  const { [kind]: _, ...others } = times();
  const kept = [...Object.entries(others), [kind, Math.round(seconds)]].slice(-MOST);
  try {
    localStorage.setItem(KEPT, JSON.stringify(Object.fromEntries(kept)));
  } catch { /* a browser that keeps nothing */ }
}

// A sentence; empty where nothing is known.
export function tookLast(kind) {
  const seconds = Number(times()[kind]);
  if (!seconds) return "";
  const [key, count] = seconds < 23 ? ["seconds", Math.max(Math.round(seconds / 5) * 5, 5)]
    : seconds < 45 ? ["half", 0] : seconds < 90 ? ["minute", 0] : ["minutes", Math.round(seconds / 60)];
  return say("took", { time: say(`time_${key}`, { count }) });
}
