/**
 * The column of each step: one more than the last of those before it, where ways that lead back do
 * not count (Sugiyama, Tagawa, Toda 1981, with depth-first search to find the ways back).
 *
 * @param {object[]} steps in the order of the file
 * @param {[object, object][]} ways
 * @returns {Map<object, number>}
 */
export function rankNodes(steps, ways) {
  const forward = withoutReturns(steps, ways);
  const open = new Map(steps.map((one) => [one, forward.filter(([, end]) => end === one).length]));
  const ranks = new Map(steps.map((one) => [one, 0]));
  const ready = steps.filter((one) => open.get(one) === 0);
  while (ready.length > 0) {
    const step = ready.shift();
    for (const [, end] of forward.filter(([begin]) => begin === step)) {
      ranks.set(end, Math.max(ranks.get(end), ranks.get(step) + 1));
      open.set(end, open.get(end) - 1);
      if (open.get(end) === 0) ready.push(end);
    }
  }
  return ranks;
}

/** Return the ways without those that lead back to a step on the way to them. */
function withoutReturns(steps, ways) {
  const state = new Map();
  const kept = [];
  const entered = new Set(ways.map(([, end]) => end));
  for (const first of [...steps.filter((one) => !entered.has(one)), ...steps]) {
    if (!state.has(first)) visit(first, ways, state, kept);
  }
  return kept;
}

/** Depth first with a stack of our own: a long procedure must not overflow the browser's. */
function visit(first, ways, state, kept) {
  const stack = [{ step: first, rest: ways.filter(([begin]) => begin === first) }];
  state.set(first, "open");
  while (stack.length > 0) {
    const top = stack[stack.length - 1];
    const way = top.rest.shift();
    if (!way) {
      state.set(top.step, "done");
      stack.pop();
    } else if (state.get(way[1]) !== "open") {
      kept.push(way);
      if (!state.has(way[1])) {
        state.set(way[1], "open");
        stack.push({ step: way[1], rest: ways.filter(([begin]) => begin === way[1]) });
      }
    }
  }
}
