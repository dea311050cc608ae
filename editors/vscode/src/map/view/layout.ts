// Where each element of a plan stands on the map: what the plan is for on one side, what is done for it on the other.

import type { Edge, Graph, Node } from '../graph';

/** The kinds that stand above one another, from the end to the means. */
const COLUMNS = [
  ['vision', 'mission'],
  ['goal'],
  ['target'],
  ['outcome'],
  ['priority', 'output'],
  ['activity', 'offering', 'enabler'],
  ['risk', 'assumption'],
];

export const CARD = { width: 172, height: 56 };
const GAP = { column: 64, row: 12, head: 34 };
const ROUNDS = 12;

export interface Card {
  node: Node;
  /** Indicators are points on the card of what they measure. */
  indicators: Node[];
  column: number;
  x: number;
  y: number;
}

export interface Line {
  edge: Edge;
  /** Its place among the graph's edges. */
  index: number;
  from: Card;
  to: Card;
}

export interface Layout {
  cards: Card[];
  lines: Line[];
  heads: { x: number; kinds: string[] }[];
  width: number;
  height: number;
}

export function layout(graph: Graph): Layout {
  const cards = cardsOf(graph);
  const byId = new Map<string, Card>();
  for (const card of cards) {
    byId.set(card.node.id, card);
    card.indicators.forEach(({ id }) => byId.set(id, card));
  }
  const lines: Line[] = [];
  graph.edges.forEach((edge, index) => {
    const from = byId.get(edge.from);
    const to = byId.get(edge.to);
    if (from && to && from !== to) {
      lines.push({ edge, index, from, to });
    }
  });
  placeMissing(cards, lines);
  const columns = closeUp(cards);
  settle(columns, lines);
  const heads = columns.map((column) => ({
    x: column[0]?.x ?? 0,
    kinds: kindsIn(column),
  }));
  const width = columns.length * (CARD.width + GAP.column) - GAP.column;
  const height = Math.max(0, ...cards.map(({ y }) => y + CARD.height));
  return { cards, lines, heads, width, height };
}

/** What a column is called after: what nobody has, only where there is nothing else. */
function kindsIn(column: Card[]): string[] {
  const kinds = [...new Set(column.map(({ node }) => node.kind))];
  return kinds.length > 1 ? kinds.filter((kind) => kind !== 'missing') : kinds;
}

function cardsOf({ nodes, edges }: Graph): Card[] {
  const owner = new Map(edges.filter(({ relation }) => relation === 'part-of').map(({ from, to }) => [from, to]));
  const indicators = new Map<string, Node[]>();
  const cards: Card[] = [];
  for (const node of nodes) {
    const of = node.kind === 'indicator' ? owner.get(node.id) : undefined;
    if (of === undefined) {
      // An indicator that belongs to nothing stands with the targets, where it is wanted.
      const kind = node.kind === 'indicator' ? 'target' : node.kind;
      const column = COLUMNS.findIndex((kinds) => kinds.includes(kind));
      cards.push({ node, indicators: [], column, x: 0, y: 0 });
    } else {
      indicators.set(of, [...(indicators.get(of) ?? []), node]);
    }
  }
  for (const card of cards) {
    card.indicators = indicators.get(card.node.id) ?? [];
  }
  return cards;
}

/** What nobody has stands one step nearer to the end than what refers to it. */
function placeMissing(cards: Card[], lines: Line[]): void {
  for (const card of cards) {
    if (card.column < 0) {
      const referrer = lines.find(({ to }) => to === card)?.from;
      card.column = Math.max(0, (referrer?.column ?? 1) - 1);
    }
  }
}

/** The columns that hold something, side by side. */
function closeUp(cards: Card[]): Card[][] {
  const columns: Card[][] = COLUMNS.map(() => []);
  cards.forEach((card) => columns[card.column]?.push(card));
  const filled = columns.filter(({ length }) => length > 0);
  filled.forEach((column, index) => {
    column.forEach((card, row) => {
      card.column = index;
      card.x = index * (CARD.width + GAP.column);
      card.y = GAP.head + row * (CARD.height + GAP.row);
    });
  });
  return filled;
}

/** Moves cards to the middle of what they are joined to, so that lines are short and cross little. */
function settle(columns: Card[][], lines: Line[]): void {
  const joined = new Map<Card, Card[]>();
  const join = (a: Card, b: Card): void => void joined.set(a, [...(joined.get(a) ?? []), b]);
  for (const { from, to } of lines) {
    if (from.column !== to.column) {
      join(from, to);
      join(to, from);
    }
  }
  for (let round = 0; round < ROUNDS; round++) {
    const order = round % 2 === 0 ? columns : [...columns].reverse();
    for (const column of order) {
      const wish = new Map(column.map((card) => [card, mean(joined.get(card), card)]));
      const at = (card: Card): number => wish.get(card) ?? card.y;
      column.sort((a, b) => at(a) - at(b));
      spread(column, at);
    }
  }
  const top = Math.min(...columns.flat().map(({ y }) => y));
  columns.flat().forEach((card) => (card.y += GAP.head - top));
}

function mean(others: Card[] | undefined, self: Card): number {
  return others ? others.reduce((sum, { y }) => sum + y, 0) / others.length : self.y;
}

/** Gives each card the place it wishes for, as near as its neighbours let it: cards that push each other share the pain. */
function spread(column: Card[], at: (card: Card) => number): void {
  const step = CARD.height + GAP.row;
  const blocks: { start: number; wish: number; cards: Card[] }[] = [];
  for (const card of column) {
    let block = { start: at(card), wish: at(card), cards: [card] };
    for (let above = blocks.at(-1); above && above.start + above.cards.length * step > block.start; above = blocks.at(-1)) {
      blocks.pop();
      const cards = [...above.cards, ...block.cards];
      const wish = above.wish + block.wish - block.cards.length * above.cards.length * step;
      block = { start: wish / cards.length, wish, cards };
    }
    blocks.push(block);
  }
  for (const { start, cards } of blocks) {
    cards.forEach((card, row) => (card.y = start + row * step));
  }
}
