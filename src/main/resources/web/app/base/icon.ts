// Icons as paths of a 16 by 16 grid, drawn for this page.

const PATHS = {
  eye: 'M1 8s2.5-4.5 7-4.5S15 8 15 8s-2.5 4.5-7 4.5S1 8 1 8zM8 6a2 2 0 1 0 0 4 2 2 0 0 0 0-4z',
  solo: 'M8 1.5l1.9 4.2 4.6.5-3.4 3.1 1 4.5L8 11.500l-4.100 2.300 1-4.500L1.500 6.200l4.600-.5z',
  lock: 'M4 7V5a4 4 0 0 1 8 0v2M3 7h10v7H3z',
  hand: 'M8 1v14M1 8h14M8 1L6 3M8 1l2 2M8 15l-2-2M8 15l2-2M1 8l2-2M1 8l2 2M15 8l-2-2M15 8l-2 2',
  brush: 'M14 2L7 9M7 9c-3-1-4 2-5 4 2 1 6 1 7-2z',
  eraser: 'M2 10l7-7 5 5-6 6H5zM6 6l5 5',
  fill: 'M3 8l5-5 5 5-5 5zM13 11c1 1.500 1 3 0 3s-1-1.500 0-3z',
  lasso: 'M2 6l5-4 7 3-2 6-6 2zM6 13l-2 2',
  relabel: 'M2 3h7l5 5-5 5H2z',
  swap: 'M2 5h11l-3-3M14 11H3l3 3',
  split: 'M8 1v14M5 4L2 8l3 4M11 4l3 4-3 4',
  merge: 'M1 8h5L4 6M6 8l-2 2M15 8h-5l2-2M10 8l2 2M8 2v12',
  bin: 'M2 4h12M6 4V2h4v2M4 4l1 10h6l1-10M7 7v4M9 7v4',
  undo: 'M3 6h7a4 4 0 0 1 0 8H6M3 6l3-3M3 6l3 3',
  redo: 'M13 6H6a4 4 0 0 0 0 8h4M13 6l-3-3M13 6l-3 3',
  theme: 'M8 2a6 6 0 1 0 0 12zM8 2a6 6 0 0 1 0 12',
  play: 'M4 2l9 6-9 6z',
  stop: 'M4 3h3v10H4zM9 3h3v10H9z',
} as const;

export type IconName = keyof typeof PATHS;

export function icon(name: IconName): SVGSVGElement {
  const space = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(space, 'svg');
  const path = document.createElementNS(space, 'path');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('class', 'icon');
  path.setAttribute('d', PATHS[name]);
  svg.append(path);
  return svg;
}
