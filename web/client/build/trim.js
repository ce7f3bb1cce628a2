/**
 * Keeps of Tabler what our pages use: 635 kB of rules are far more than a first visit may weigh.
 * The list names families of classes, not single ones, so that a page may use any of a family
 * without a new build.
 */
const COLOURS = "(primary|secondary|success|warning|danger|blue|green|yellow|red|azure|purple|orange|white|muted|body)";
const KEEP = [
  "container(-xl|-fluid|-narrow|-tight)?", "row(-cards|-deck)?", "col(-(sm|md|lg|xl))?(-(auto|\\d+))?",
  "g[xy]?(-(sm|md|lg))?-\\d",
  "card(-(body|header|title|subtitle|footer|table|actions|sm))?",
  "table(-(responsive|vcenter|nowrap|hover|sm|sort))?", "datagrid(-\\w+)*",
  "form-(control|select|check|label|text|hint|fieldset|help)(-(sm|input|label|inline|description))?",
  "input-(group|icon)(-(text|addon|flat))?", "is-invalid", "invalid-feedback", "required",
  `btn(-(outline-)?${COLOURS})?`, "btn-(sm|lg|icon|list|link|close|ghost-secondary|action)", "btn-group",
  "badge", "badges-list", "alert", "alert-(title|link|icon|important)", `alert-${COLOURS}`,
  "nav", "nav-(link|tabs|pills|item|underline)",
  "page-(header|title|pretitle|body|item|link)", "empty(-\\w+)?", "disabled", "active", "show",
  "list-group(-(flush|item))?", "list-group-item-action",
  "list-unstyled", "progress(-bar|-sm)?", `status(-(dot|${COLOURS}))?`,
  "spinner-border(-sm)?", "hr", "hr-text", "subheader", "h[1-6]", "lead", "small", "visually-hidden(-focusable)?",
  "icon(-(sm|md|lg|inline|tabler))?", "strong", "divide-y",
  "d(-(sm|md|lg|print))?-(none|block|flex|inline|inline-block|inline-flex|grid)",
  "(flex|justify-content|align-(items|self))(-(md|lg))?-[\\w-]+", "gap-\\d",
  "[mp][xytbse]?-(\\d|auto)", "(w|h|mw|mh|vh)-(\\d+|auto)", "min-vh-100",
  `(text|bg|link)-${COLOURS}(-lt)?`, "text-(start|end|center|nowrap|wrap|break|truncate|decoration-none|reset|uppercase)",
  "text-(sm|md|lg)-(start|end|center)", "(fw|fs|lh)-[\\w]+", "font-monospace",
  "border(-(top|bottom|start|end|0|primary|danger|warning|success))?(-0)?", "rounded(-\\d|-circle|-pill)?",
  "shadow(-sm|-none)?", "position-(relative|absolute|sticky|static)", "sticky-top", "(top|bottom|start|end)-0",
  "overflow-(auto|hidden|x-auto)", "cursor-pointer", "opacity-\\d+", "space-[xy](-\\d)?",
];
const kept = new RegExp(`^(${KEEP.join("|")})$`);
const DROP = /::-webkit-calendar|fullcalendar|\[dir=|data-bs-theme(-|=['"]?dark)|:has\(|theme-dark|-rtl|tom-select|litepicker|dropzone|apexcharts/;

/** @param {string} selector one selector of a rule; kept when every class in it is of a kept family */
function isKept(selector) {
  if (DROP.test(selector)) return false;
  const outside = selector.replace(/:not\([^)]*\)/g, "");
  return [...outside.matchAll(/\.(-?[a-zA-Z_][\w-]*)/g)].every((match) => kept.test(match[1]));
}

/**
 * Drop custom properties of Tabler that nothing reads any more.
 * @returns {number} how many went: dropping one may leave another unread
 */
function dropUnread(root) {
  const read = new Set();
  root.walkDecls((line) => {
    for (const match of line.value.matchAll(/var\(\s*(--[\w-]+)/g)) read.add(match[1]);
  });
  let dropped = 0;
  root.walkDecls(/^--tblr-/, (line) => {
    if (read.has(line.prop) || !line.source?.input?.file?.includes("@tabler")) return;
    const rule = line.parent;
    line.remove();
    if (rule.nodes.length === 0) rule.remove();
    dropped += 1;
  });
  return dropped;
}

/** PostCSS plugin: applies to Tabler's own file only. */
export function trim() {
  return {
    postcssPlugin: "motcua-trim",
    Rule(rule) {
      const file = rule.source?.input?.file ?? "";
      if (!file.includes("@tabler")) return;
      if (rule.parent?.type === "atrule" && /keyframes/.test(rule.parent.name)) return;
      const selectors = rule.selectors.filter(isKept);
      if (selectors.length === 0) rule.remove();
      else if (selectors.length < rule.selectors.length) rule.selectors = selectors;
    },
    AtRuleExit(rule) {
      if (rule.nodes && rule.nodes.length === 0) rule.remove();
    },
    OnceExit(root) {
      while (dropUnread(root) > 0);
    },
  };
}
trim.postcss = true;
