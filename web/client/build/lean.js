const EDITORS = /^import .* from '(@codemirror\/|@bpmn-io\/feel)[^']*';$/gm;
const BEGINNINGS = /^const (ExternalChange|parseJsonLinter) = .*$/gm;

/** Leaves the editors of FEEL and JSON out of the panel's library: ours uses neither. */
export function leanPanel() {
  return {
    name: "lean-panel",
    enforce: "pre",
    resolveId: {
      filter: { id: /^@bpmn-io\/properties-panel$/ },
      async handler(source, importer) {
        if (!importer?.includes("/client/panel/")) return null;
        const found = await this.resolve(source, importer, { skipSelf: true });
        return `${found.id}?lean`;
      },
    },
    transform: {
      filter: { id: /\?lean$/ },
      handler(code) {
        if (code.match(EDITORS)?.length !== 9 || code.match(BEGINNINGS)?.length !== 2) {
          throw new Error("@bpmn-io/properties-panel begins otherwise than build/lean.js expects");
        }
        return { code: code.replace(EDITORS, "").replace(BEGINNINGS, ""), map: null };
      },
    },
  };
}
