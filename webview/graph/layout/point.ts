/** A place in the plane of the graph, in its own pixels at zoom 1; y grows downwards. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The box a node needs with its label, centred on its place. */
export interface Box {
  readonly width: number;
  readonly height: number;
}
