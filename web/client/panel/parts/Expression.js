import { h } from "@bpmn-io/properties-panel/preact";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "@bpmn-io/properties-panel/preact/hooks";
import { faultOf } from "./checking.js";
import { knownNames } from "./known.js";

const PAUSE_MS = 350;
const MOST_OFFERED = 30;
const WORD = /[\p{L}_][\p{L}\p{N}_.]*$/u;

/** A text over the data of a case: completes names while one types, and says at once what is wrong. */
export function Expression({ id, label, description, desk, kind, rows, toggle, getValue, setValue }) {
  const value = getValue();
  const [text, setText] = useState(value);
  const [fault, setFault] = useState(null);
  const [offer, setOffer] = useState(null);
  const field = useRef(null);
  const waiting = useRef(0);
  const commit = useRef(null);
  commit.current = (typed) => typed !== getValue() && setValue(typed);
  useEffect(() => setText(value), [value]);
  useFault(desk, value, kind, setFault);
  useGrowth(field, text, rows);
  useEffect(() => () => clearTimeout(waiting.current), []);
  const known = useMemo(() => (offer ? knownNames(desk, kind) : []), [Boolean(offer), desk.element]);
  const offered = offer ? fitting(known, offer.word) : [];

  const later = (typed) => {
    setText(typed);
    clearTimeout(waiting.current);
    waiting.current = setTimeout(() => commit.current(typed), PAUSE_MS);
  };
  const now = (typed) => {
    clearTimeout(waiting.current);
    setText(typed);
    commit.current(typed);
  };
  const look = (force) => {
    const word = WORD.exec(field.current.value.slice(0, field.current.selectionStart))?.[0] ?? "";
    setOffer(word || force ? { word, at: 0 } : null);
  };
  const take = (one) => {
    const { value: typed, selectionStart: caret } = field.current;
    const start = caret - offer.word.length;
    now(typed.slice(0, start) + one.value + typed.slice(caret));
    setOffer(null);
    requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.setSelectionRange(start + one.value.length, start + one.value.length);
    });
  };
  const onKeyDown = (event) => {
    if (event.key === " " && event.ctrlKey) {
      event.preventDefault();
      look(true);
    } else if (offered.length) steerOffer(event, offer, offered, setOffer, take);
  };

  const domId = `bio-properties-panel-${id}`;
  const listId = `${domId}-names`;
  return h(
    "div",
    { class: `bio-properties-panel-entry panel-expression${fault ? " has-error" : ""}`, "data-entry-id": id },
    h("div", { class: "panel-label-row" }, h("label", { class: "bio-properties-panel-label", for: domId }, label), toggle),
    h(
      "div",
      { class: "panel-typing" },
      h("textarea", {
        id: domId,
        ref: field,
        rows,
        class: "bio-properties-panel-input",
        spellcheck: false,
        autocomplete: "off",
        value: text,
        "aria-autocomplete": "list",
        "aria-controls": offered.length ? listId : undefined,
        "aria-activedescendant": offered.length ? `${listId}-${offer.at}` : undefined,
        onInput: (event) => {
          later(event.target.value);
          look(false);
        },
        onKeyDown,
        onBlur: (event) => {
          setOffer(null);
          now(event.target.value.trim());
        },
      }),
      offered.length > 0 && Offer({ listId, offered, at: offer.at, take, desk }),
    ),
    fault && h("div", { class: "bio-properties-panel-error", role: "status" }, fault),
    description && h("div", { class: "bio-properties-panel-description" }, description),
  );
}

function Offer({ listId, offered, at, take, desk }) {
  return h(
    "ul",
    {
      class: "panel-offer",
      role: "listbox",
      id: listId,
      tabIndex: 0,
      "aria-label": desk.t("Tên dùng được", "Names that can be used"),
      // The field keeps the focus, so that its text is not taken for finished.
      onMouseDown: (event) => event.preventDefault(),
    },
    offered.map((one, index) =>
      h(
        "li",
        {
          key: one.value,
          id: `${listId}-${index}`,
          role: "option",
          "aria-selected": String(index === at),
          ref: index === at ? (shown) => shown?.scrollIntoView({ block: "nearest" }) : undefined,
          onClick: () => take(one),
        },
        h("code", null, one.value),
        h("span", null, one.rank === 2 ? `${one.label} ${desk.t("(ghi ở bước khác)", "(written elsewhere)")}` : one.label),
      ),
    ),
  );
}

function steerOffer(event, offer, offered, setOffer, take) {
  const steps = { ArrowDown: 1, ArrowUp: -1 };
  if (event.key in steps) {
    const at = (offer.at + steps[event.key] + offered.length) % offered.length;
    setOffer({ ...offer, at });
  } else if (event.key === "Enter" || event.key === "Tab") take(offered[offer.at]);
  else if (event.key === "Escape") setOffer(null);
  else return;
  event.preventDefault();
  event.stopPropagation();
}

/** The names that begin with a word, then those that contain it or are called so. */
function fitting(known, word) {
  const wanted = plain(word);
  const begins = known.filter((one) => plain(one.value).startsWith(wanted));
  const holds = known.filter((one) => !begins.includes(one) && plain(`${one.value} ${one.label}`).includes(wanted));
  const found = [...begins, ...(word.length > 1 ? holds : [])].slice(0, MOST_OFFERED);
  return found.length === 1 && found[0].value === word ? [] : found;
}

const plain = (text) =>
  text
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/[đĐ]/g, "d")
    .toLowerCase();

function useFault(desk, value, kind, setFault) {
  useEffect(() => {
    let isCurrent = true;
    faultOf(desk, value, kind).then((fault) => isCurrent && setFault(fault));
    return () => (isCurrent = false);
  }, [desk, value, kind]);
}

/** A field as high as its text, to a limit. */
function useGrowth(field, text, rows) {
  useLayoutEffect(() => {
    const { style } = field.current;
    style.height = "auto";
    style.height = `${Math.min(field.current.scrollHeight + 2, rows > 1 ? 360 : 160)}px`;
  }, [text, rows]);
}
