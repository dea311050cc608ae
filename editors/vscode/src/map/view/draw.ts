// Draws a laid-out plan: cards as buttons, lines between them.

import type { Node, Words } from '../graph';
import { CARD, type Card, type Layout, type Line } from './layout';

export interface Clicks {
  node(id: string): void;
  edge(index: number): void;
}

const SVG = 'http://www.w3.org/2000/svg';

/** The drawing, and what is joined to what, by element. */
export interface Drawing {
  stage: HTMLElement;
  cards: Map<string, HTMLElement>;
  paths: { path: SVGPathElement; from: string; to: string }[];
}

export function draw(layout: Layout, words: Words, clicks: Clicks): Drawing {
  const stage = element('div', 'stage');
  stage.style.width = `${layout.width}px`;
  stage.style.height = `${layout.height}px`;
  for (const { x, kinds } of layout.heads) {
    const head = element('div', 'head', kinds.map((kind) => words.kinds[kind] ?? kind).join(' · '));
    head.style.left = `${x}px`;
    head.style.width = `${CARD.width}px`;
    stage.append(head);
  }
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('width', String(layout.width));
  svg.setAttribute('height', String(layout.height));
  svg.setAttribute('aria-hidden', 'true');
  const paths = layout.lines.map((line) => ({ path: pathOf(line, clicks), from: line.from.node.id, to: line.to.node.id }));
  // Broken links are drawn last, so that nothing covers them.
  svg.append(...paths.map(({ path }) => path).sort((a, b) => Number(isBroken(a)) - Number(isBroken(b))));
  stage.append(svg);
  const cards = new Map<string, HTMLElement>();
  for (const card of layout.cards) {
    const drawn = cardOf(card, words, clicks);
    cards.set(card.node.id, drawn);
    stage.append(drawn);
    for (const [index, indicator] of card.indicators.entries()) {
      const point = pointOf(indicator, words, clicks);
      point.style.left = `${card.x + 10 + index * 15}px`;
      point.style.top = `${card.y + CARD.height - 7}px`;
      cards.set(indicator.id, point);
      stage.append(point);
    }
  }
  return { stage, cards, paths };
}

function cardOf({ node, x, y }: Card, words: Words, clicks: Clicks): HTMLElement {
  const card = element('button', `card ${node.kind} ${state(node)}`);
  card.dataset.id = node.id;
  card.style.left = `${x}px`;
  card.style.top = `${y}px`;
  card.style.width = `${CARD.width}px`;
  card.style.height = `${CARD.height}px`;
  card.title = describe(node, words);
  card.setAttribute('aria-label', card.title);
  const top = element('span', 'top');
  top.append(element('bdi', 'id', node.id), marksOf(node, words));
  const label = element('span', 'label', node.label ?? (node.kind === 'missing' ? words.kinds[node.kind] : ''));
  label.dir = 'auto';
  card.append(top, label);
  card.addEventListener('click', () => clicks.node(node.id));
  return card;
}

function pointOf(node: Node, words: Words, clicks: Clicks): HTMLElement {
  const point = element('button', `point ${state(node)}`);
  point.dataset.id = node.id;
  point.title = describe(node, words);
  point.setAttribute('aria-label', point.title);
  point.addEventListener('click', () => clicks.node(node.id));
  return point;
}

function marksOf(node: Node, words: Words): HTMLElement {
  const marks = element('span', 'marks');
  if (node.broken) {
    marks.append(element('span', 'mark is-broken', words.broken));
  }
  if (node.unfunded) {
    marks.append(element('span', 'mark is-unfunded', words.unfunded));
  }
  const found = node.errors + node.warnings;
  if (found > 0 && !node.broken) {
    marks.append(element('span', `count ${node.errors > 0 ? 'is-error' : 'is-warning'}`, String(found)));
  }
  return marks;
}

function state({ broken, unfunded, errors, warnings }: Node): string {
  const severity = errors > 0 ? 'has-errors' : warnings > 0 ? 'has-warnings' : '';
  return [broken && 'broken', unfunded && 'unfunded', severity].filter(Boolean).join(' ');
}

function describe(node: Node, words: Words): string {
  const found = node.errors + node.warnings + node.infos + node.hints;
  const marks = [node.broken && words.broken, node.unfunded && words.unfunded, found > 0 && `${words.findings}: ${found}`];
  return [`${node.id}${node.label ? `: ${node.label}` : ''}`, ...marks.filter(Boolean)].join('\n');
}

function pathOf({ edge, index, from, to }: Line, clicks: Clicks): SVGPathElement {
  const path = document.createElementNS(SVG, 'path');
  const middle = CARD.height / 2;
  // Lines run from the means to the end: from the near side of one card to the far side of the other.
  const [x1, y1] = [from.x, from.y + middle];
  const [x2, y2] = [to.column === from.column ? to.x : to.x + CARD.width, to.y + middle];
  const bend = to.column === from.column ? -40 : (x2 - x1) / 2;
  const back = to.column === from.column ? -40 : -bend;
  path.setAttribute('d', `M${x1},${y1} C${x1 + bend},${y1} ${x2 + back},${y2} ${x2},${y2}`);
  path.setAttribute('class', `line ${edge.relation === 'part-of' ? 'part' : 'link'} ${edge.broken ? 'broken' : ''}`);
  const title = document.createElementNS(SVG, 'title');
  title.textContent = `${edge.from} → ${edge.to} (${edge.relation})`;
  path.append(title);
  path.addEventListener('click', () => clicks.edge(index));
  return path;
}

function isBroken(path: SVGPathElement): boolean {
  return path.classList.contains('broken');
}

export function element<K extends keyof HTMLElementTagNameMap>(name: K, classes: string, text = ''): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  made.className = classes.trim();
  made.textContent = text;
  return made;
}
