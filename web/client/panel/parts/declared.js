import { pick, text } from "./fields.js";
import { nameOf } from "../Desk.js";

const NEW = "\u0000new";

/**
 * Entries that choose what the file declares once (a message, signal, error or escalation), make a
 * new one, and name the chosen one.
 *
 * @param {object} given  type, reference: property that refers to it; target: what carries that;
 *   label, fresh: name of a new one; code: property of its code; hint
 */
export function declared(desk, given) {
  const { t, definitions } = desk;
  const { type, reference, target, id, label, fresh, hint, code } = given;
  const all = definitions.get("rootElements").filter((one) => one.$type === type);
  const chosen = target.get(reference);
  const make = () => {
    const made = desk.create(type, { name: unused(fresh, all) }, definitions);
    const rootElements = [...definitions.get("rootElements"), made];
    desk.change([definitions, { rootElements }], [target, { [reference]: made }]);
  };
  return [
    pick(desk, reference, {
      target,
      id,
      label,
      hint,
      none: given.none ?? t("— chưa chọn —", "— not chosen —"),
      options: [...all.map((one) => ({ value: one.id, label: nameOf(one) })), { value: NEW, label: t("Tạo mới…", "Make a new one…") }],
      get: () => chosen?.id,
      set: (value) => {
        if (value === NEW) return make();
        return desk.change([target, { [reference]: all.find((one) => one.id === value) }]);
      },
    }),
    chosen && text(desk, "name", {
      target: chosen,
      id: `${id}-name`,
      label: t("Tên gọi", "Its name"),
      hint: t("Đổi ở đây là đổi ở mọi nơi dùng nó.", "A change here is a change wherever it is used."),
    }),
    chosen && code && text(desk, code, {
      target: chosen,
      id: `${id}-code`,
      label: t("Mã", "Code"),
      hint: t("Phải giống mã ở nơi phát ra.", "Must be the same where it is thrown and where it is caught."),
    }),
  ];
}

function unused(name, all) {
  const taken = new Set(all.map((one) => one.name));
  for (let number = 1; ; number += 1) {
    const wished = number === 1 ? name : `${name} ${number}`;
    if (!taken.has(wished)) return wished;
  }
}
