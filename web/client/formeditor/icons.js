/** Pictures of the components in the palette, 24 units square, drawn with lines. */
import { h } from "preact";

const PATHS = {
  textfield: ["M3 7h18v10h-18z", "M6 10v4"],
  textarea: ["M3 4h18v16h-18z", "M6 8h12", "M6 12h12", "M6 16h7"],
  number: ["M9 4l-2 16", "M17 4l-2 16", "M4 9h17", "M3 15h17"],
  datetime: ["M4 6h16v14h-16z", "M8 3v5", "M16 3v5", "M4 11h16"],
  filepicker: ["M7 3h7l4 4v14h-11z", "M14 3v4h4", "M12 11v6", "M9 14l3 -3l3 3"],
  checkbox: ["M5 5h14v14h-14z", "M8 12l3 3l5 -6"],
  radio: ["M12 5a7 7 0 1 0 0 14a7 7 0 0 0 0 -14z", "M12 10a2 2 0 1 0 0 4a2 2 0 0 0 0 -4z"],
  select: ["M3 7h18v10h-18z", "M14 11l2 2l2 -2"],
  checklist: ["M4 5h4v4h-4z", "M4 14h4v4h-4z", "M11 7h9", "M11 16h9"],
  text: ["M5 6h14", "M12 6v13", "M9 19h6"],
  separator: ["M3 12h18"],
  group: ["M4 4h16v16h-16z", "M4 9h16"],
  personalnumber: ["M3 5h18v14h-18z", "M8 9a2 2 0 1 0 0 4a2 2 0 0 0 0 -4z", "M5 16c1 -2 5 -2 6 0", "M14 10h4", "M14 14h4"],
  address: ["M12 21c-4 -5 -6 -8 -6 -11a6 6 0 0 1 12 0c0 3 -2 6 -6 11z", "M12 8a2 2 0 1 0 0 4a2 2 0 0 0 0 -4z"],
  paperlist: ["M5 3h10l4 4v14h-14z", "M9 10h6", "M9 14h6", "M9 18h3"],
  decision: ["M12 3v18", "M5 7h14", "M5 7l-3 7h6z", "M19 7l-3 7h6z", "M8 21h8"],
  feeline: ["M3 6h18v12h-18z", "M12 9a3 3 0 1 0 0 6a3 3 0 0 0 0 -6z", "M6 9v0", "M18 15v0"],
  signature: ["M3 17c4 0 7 -10 6 -12s-4 4 -1 10c1 2 3 -2 4 -4c0 3 1 4 3 2c1 2 3 2 6 1"],
};

/** @param {string} kind */
export function iconOf(kind) {
  return function Icon(props) {
    const lines = (PATHS[kind] ?? PATHS.textfield).map((d) => h("path", { d }));
    const look = { viewBox: "0 0 24 24", fill: "none", stroke: "currentColor", "aria-hidden": "true" };
    const line = { "stroke-width": 1.5, "stroke-linecap": "round", "stroke-linejoin": "round" };
    return h("svg", { class: props.class, width: 28, height: 28, ...look, ...line }, lines);
  };
}
