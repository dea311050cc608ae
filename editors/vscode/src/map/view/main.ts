// The plan map, view's side: draws what the host sends and tells it where a person points.

import type { Graph, ToHost, ToView, Words } from '../graph';
import { draw, element, type Drawing } from './draw';
import { layout, type Layout } from './layout';
import { Zoom } from './zoom';

declare function acquireVsCodeApi(): { postMessage(message: ToHost): void };

const host = acquireVsCodeApi();
const bar = element('header', 'bar');
const area = element('main', 'area');
const zoom = new Zoom(area);
document.body.append(bar, area);

let drawing: Drawing | undefined;
let placed: Layout | undefined;
let selected: string | null = null;

const clicks = {
  node: (id: string): void => host.postMessage({ type: 'jump', id }),
  edge: (edge: number): void => host.postMessage({ type: 'jump-edge', edge }),
};

function show(graph: Graph, words: Words): void {
  const isFirst = drawing === undefined;
  placed = layout(graph);
  drawing = draw(placed, words, clicks);
  bar.replaceChildren(...headline(graph, words));
  area.setAttribute('aria-label', words.map);
  zoom.hold(drawing.stage, placed.width, placed.height, isFirst);
  for (const [id, card] of drawing.cards) {
    card.addEventListener('pointerenter', () => light(id));
    card.addEventListener('focus', () => light(id));
    card.addEventListener('pointerleave', () => light(null));
    card.addEventListener('blur', () => light(null));
  }
  select(selected, false);
}

function headline(graph: Graph, words: Words): HTMLElement[] {
  const title = element('bdi', 'title', graph.title ?? graph.plan);
  const broken = graph.nodes.filter((node) => node.broken);
  const unfunded = graph.nodes.filter((node) => node.unfunded);
  const counts = element('span', 'counts');
  counts.append(
    element('span', 'total', `${words.elements}: ${graph.nodes.length}`),
    tour('is-broken', words.broken, broken.map(({ id }) => id)),
    tour('is-unfunded', words.unfunded, unfunded.map(({ id }) => id)),
  );
  const tools = element('span', 'tools');
  tools.append(
    button('−', words.zoomOut, () => zoom.by(1 / 1.2)),
    button('+', words.zoomIn, () => zoom.by(1.2)),
    button('⤢', words.fit, () => zoom.all()),
  );
  return [title, counts, tools];
}

/** A count that leads from one of its elements to the next. */
function tour(kind: string, word: string, ids: string[]): HTMLElement {
  let next = 0;
  const made = button(`${word}: ${ids.length}`, ids.join(', '), () => {
    const id = ids[next % ids.length];
    if (id !== undefined) {
      next += 1;
      clicks.node(id);
      select(id, true);
    }
  });
  made.className = `mark ${kind}`;
  made.disabled = ids.length === 0;
  return made;
}

function button(text: string, title: string, act: () => void): HTMLButtonElement {
  const made = element('button', '', text);
  made.title = title;
  made.addEventListener('click', act);
  return made;
}

/** Shows the chain through an element, up to what it serves and down to what serves it. */
function light(id: string | null): void {
  if (!drawing) {
    return;
  }
  drawing.stage.classList.toggle('lit', id !== null);
  const chain = id === null ? new Set<string>() : chainOf(id);
  for (const [of, card] of drawing.cards) {
    card.classList.toggle('in-chain', chain.has(cardOf(of)));
  }
  for (const { path, from, to } of drawing.paths) {
    path.classList.toggle('in-chain', chain.has(from) && chain.has(to));
  }
}

function chainOf(id: string): Set<string> {
  const start = cardOf(id);
  const found = new Set([start]);
  const walk = (towards: 'from' | 'to'): void => {
    const seen = new Set([start]);
    const open = [start];
    for (let here = open.pop(); here !== undefined; here = open.pop()) {
      for (const line of drawing?.paths ?? []) {
        const [at, next] = towards === 'to' ? [line.from, line.to] : [line.to, line.from];
        if (at === here && !seen.has(next)) {
          seen.add(next);
          found.add(next);
          open.push(next);
        }
      }
    }
  };
  walk('to');
  walk('from');
  return found;
}

/** The card on which an element stands: an indicator's is that of what it measures. */
function cardOf(id: string): string {
  return placed?.cards.find(({ indicators }) => indicators.some((one) => one.id === id))?.node.id ?? id;
}

function select(id: string | null, isToBeSeen: boolean): void {
  drawing?.stage.querySelectorAll('.selected').forEach((card) => card.classList.remove('selected'));
  selected = id;
  const card = id === null ? undefined : drawing?.cards.get(id);
  card?.classList.add('selected');
  if (isToBeSeen) {
    card?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }
}

window.addEventListener('message', ({ data }: MessageEvent<ToView>) => {
  if (data.type === 'graph') {
    show(data.graph, data.words);
  } else if (data.type === 'select') {
    select(data.id, data.id !== selected);
  } else {
    drawing = undefined;
    bar.replaceChildren();
    area.replaceChildren(element('p', 'nothing', data.text));
  }
});

host.postMessage({ type: 'ready' });
