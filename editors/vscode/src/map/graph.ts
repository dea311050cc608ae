// A plan as the server draws it (`planlint/graph`), and what host and view of the map say to each other.

export interface Position {
  line: number;
  character: number;
}

export interface Range {
  start: Position;
  end: Position;
}

export interface Node {
  /** Unique in the graph: the element's id; `plan-id#id` for one of another plan. */
  id: string;
  /** The element's kind; `missing` for an id that a link names and nobody has. */
  kind: string;
  label: string | null;
  uri: string | null;
  range: Range | null;
  broken: boolean;
  unfunded: boolean;
  errors: number;
  warnings: number;
  infos: number;
  hints: number;
}

export interface Edge {
  from: string;
  to: string;
  /** `part-of`, or the key of the link. */
  relation: string;
  broken: boolean;
  uri: string | null;
  range: Range | null;
}

export interface Graph {
  plan: string;
  title: string | null;
  nodes: Node[];
  edges: Edge[];
}

/** From the host to the view. */
export type ToView =
  | { type: 'graph'; graph: Graph; words: Words }
  | { type: 'select'; id: string | null }
  | { type: 'nothing'; text: string };

/** From the view to the host. */
export type ToHost = { type: 'ready' } | { type: 'jump'; id: string } | { type: 'jump-edge'; edge: number };

/** The words on the map, in the person's language. */
export interface Words {
  kinds: Record<string, string>;
  broken: string;
  unfunded: string;
  findings: string;
  elements: string;
  fit: string;
  zoomIn: string;
  zoomOut: string;
  map: string;
}
