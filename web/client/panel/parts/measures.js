/** Units of terms as the engine reads them (docs/reference/terms.md), with their words. */
export const UNITS = [
  ["working days", "ngày làm việc", "working days"],
  ["working hours", "giờ làm việc", "working hours"],
  ["days", "ngày", "days"],
  ["months", "tháng", "months"],
  ["hours", "giờ (đồng hồ)", "hours (by the clock)"],
  ["minutes", "phút (đồng hồ)", "minutes (by the clock)"],
  ["same day", "trong ngày làm việc", "the same working day"],
];
const WORDS = new Map([
  ...UNITS.slice(0, -1).flatMap(([unit, vi]) => [
    [unit, unit],
    [unit.slice(0, -1), unit],
    [vi.replace(/ \(.*/, ""), unit],
  ]),
  ["calendar days", "days"],
  ["calendar day", "days"],
  ["business days", "working days"],
  ["business day", "working days"],
]);
const SAME_DAY = new Set(["same day", "the same day", "trong ngày", "trong ngày làm việc"]);
const AMOUNTS = { "1/2": "0.5", "half a": "0.5", nửa: "0.5", một: "1", a: "1", an: "1", one: "1" };
const CLOCK = /^PT(\d+)(H|M)$/i;

/** @returns {{amount: string, unit: string} | null} null for a text that is no number with unit */
export function readMeasure(text) {
  const clean = (text ?? "").normalize("NFC").trim().replace(/\s+/g, " ").toLowerCase();
  if (SAME_DAY.has(clean)) return { amount: "1", unit: "same day" };
  const clock = CLOCK.exec(clean);
  if (clock) return { amount: clock[1], unit: clock[2].toUpperCase() === "H" ? "hours" : "minutes" };
  const found = /^(\d+(?:[.,]\d+)?|1\/2|half a|nửa|một|an?|one) (\D+)$/.exec(clean);
  const unit = found && WORDS.get(found[2]);
  return unit ? { amount: (AMOUNTS[found[1]] ?? found[1]).replace(",", "."), unit } : null;
}

export function writeMeasure(amount, unit) {
  if (!unit || amount === "") return undefined;
  if (unit === "same day") return unit;
  return `${amount} ${Number(amount) === 1 ? unit.slice(0, -1) : unit}`;
}
