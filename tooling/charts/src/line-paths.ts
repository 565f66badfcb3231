import { area, line } from 'd3-shape'

/** A place on a line; without a height where it is unknown. */
export interface Point {
  readonly x: number
  readonly y: number | null
  readonly isIncomplete: boolean
}

/** The path through neighbours of which both are known and belong to each other. */
export function joined(
  points: readonly Point[],
  belong: (from: Point, to: Point) => boolean,
): string {
  const runs: Point[][] = [[]]
  for (const [index, point] of points.entries()) {
    const before = points[index - 1]
    const run = runs.at(-1)
    if (point.y === null || before === undefined || before.y === null || !belong(before, point))
      runs.push([point])
    else run?.push(point)
  }
  return runs
    .filter((run) => run.length > 1)
    .map(pathOf)
    .join('')
}

export function pathOf(points: readonly Point[]): string {
  return (
    line<Point>()
      .digits(1)
      .defined(({ y }) => y !== null)
      .x(({ x }) => x)
      .y(({ y }) => y ?? 0)([...points]) ?? ''
  )
}

/** What is between the line and the line of nothing. */
export function areaOf(points: readonly Point[], zero: number): string {
  return (
    area<Point>()
      .digits(1)
      .defined(({ y }) => y !== null)
      .x(({ x }) => x)
      .y0(zero)
      .y1(({ y }) => y ?? zero)([...points]) ?? ''
  )
}
