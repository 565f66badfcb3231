import { placeTables, sizes, type PlacedTable } from './place-tables.ts'
import type { AccountTable, TableColumn } from './tables.ts'

const font = 'font-family="ui-sans-serif, system-ui, Helvetica, Arial, sans-serif"'
/** Of each colour the one on light paper, and the one on dark. */
const colours = {
  paper: ['#ffffff', '#171b20'],
  head: ['#1f3a5f', '#25436b'],
  headText: ['#ffffff', '#f2f5f8'],
  border: ['#8a98a8', '#5c6875'],
  name: ['#1b2733', '#e4e9ee'],
  type: ['#5a6775', '#9fabb8'],
  key: ['#7a4b00', '#f0b95c'],
  link: ['#2f6fb2', '#7db4f0'],
  wrong: ['#b3261e', '#ff8a80'],
} as const

type Colour = keyof typeof colours

/** What draws pictures of its own takes the light colours; browsers take those that fit the page around. */
const darkStyle = `<style>@media (prefers-color-scheme:dark){${Object.entries(colours)
  .map(([name, [, dark]]) => `.f-${name}{fill:${dark}}.s-${name}{stroke:${dark}}`)
  .join('')}}</style>`

function painted({ fill, stroke }: { readonly fill?: Colour; readonly stroke?: Colour }): string {
  const classes = [
    ...(fill === undefined ? [] : [`f-${fill}`]),
    ...(stroke === undefined ? [] : [`s-${stroke}`]),
  ]
  return [
    `class="${classes.join(' ')}"`,
    fill === undefined ? 'fill="none"' : `fill="${colours[fill][0]}"`,
    ...(stroke === undefined ? [] : [`stroke="${colours[stroke][0]}"`]),
  ].join(' ')
}

/**
 * Tables, their columns and links as a picture in SVG.
 *
 * Keys are underlined, links are lines from a column to the one it refers to, and what is noted of a column stands in red.
 */
export function tablesDiagram(tables: readonly AccountTable[], title: string): string {
  const placed = placeTables(tables)
  const width = Math.max(320, ...placed.map((one) => one.x + one.width)) + sizes.margin
  const links = linksOf(placed)
  const height = Math.max(80, ...placed.map((one) => one.y + one.height)) + sizes.margin
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" ${font} font-size="12">`,
    `<title>${escaped(title)}</title>`,
    darkStyle,
    `<rect width="${width}" height="${height}" ${painted({ fill: 'paper' })}/>`,
    // Behind the tables, so that no line strikes a text out; their ends stand before.
    ...links.map(({ line }) => line),
    ...placed.map(box),
    ...links.map(({ end }) => end),
    '</svg>',
    '',
  ].join('\n')
}

function box({ table, x, y, width, height }: PlacedTable): string {
  const { name, id, note, columns } = table
  const number = note ?? (id === null || id === undefined ? '' : `#${id}`)
  const room = width - 2 * sizes.padding
  const stroke = note === undefined ? 'border' : 'wrong'
  return [
    `<g transform="translate(${x} ${y})">`,
    `<rect width="${width}" height="${height}" rx="5" ${painted({ fill: 'paper', stroke })}/>`,
    `<path d="M0 ${sizes.headHeight}V5a5 5 0 0 1 5 -5H${width - 5}a5 5 0 0 1 5 5V${sizes.headHeight}Z" ${painted({ fill: 'head' })}/>`,
    text(name, {
      x: sizes.padding,
      y: 20,
      room: room - (number.length + 1) * sizes.letter,
      more: `${painted({ fill: 'headText' })} font-weight="600"`,
    }),
    text(number, {
      x: width - sizes.padding,
      y: 20,
      room,
      more: `${painted({ fill: 'headText' })} text-anchor="end" opacity="0.85"`,
    }),
    ...columns.map((column, index) => row(column, index, width)),
    '</g>',
  ].join('')
}

function row(column: TableColumn, index: number, width: number): string {
  const y = rowMiddle(index) + 4
  const { name, type, isKey = false, refers, note } = column
  const colour =
    note !== undefined ? 'wrong' : isKey ? 'key' : refers === undefined ? 'name' : 'link'
  const right = note ?? type
  const room = width - 2 * sizes.padding
  const left = Math.max(room * 0.4, room - (right.length + 1) * sizes.letter)
  return [
    text(name, {
      x: sizes.padding,
      y,
      room: left,
      more: `${painted({ fill: colour })}${isKey ? ' font-weight="600" text-decoration="underline"' : ''}`,
    }),
    text(right, {
      x: width - sizes.padding,
      y,
      room: room - Math.min(left, name.length * sizes.letter) - sizes.letter,
      more: `${painted({ fill: note === undefined ? 'type' : 'wrong' })} text-anchor="end"`,
    }),
  ].join('')
}

/** Text that keeps to its room; what was cut is told where one points at it. */
function text(
  content: string,
  {
    x,
    y,
    room,
    more,
  }: { readonly x: number; readonly y: number; readonly room: number; readonly more: string },
): string {
  if (content === '') return ''
  const most = Math.max(4, Math.floor(room / sizes.letter))
  const isCut = content.length > most
  const shown = isCut ? `${content.slice(0, most - 1)}…` : content
  const whole = isCut ? `<title>${escaped(content)}</title>` : ''
  return `<text x="${x}" y="${y}" ${more}>${whole}${escaped(shown)}</text>`
}

interface Link {
  readonly line: string
  readonly end: string
}

function linksOf(placed: readonly PlacedTable[]): readonly Link[] {
  const byName = new Map(placed.map((one) => [one.table.name, one]))
  return placed.flatMap((from) =>
    from.table.columns.flatMap(({ refers }, index) => {
      const to = refers === undefined ? undefined : byName.get(refers.table)
      if (refers === undefined || to === undefined || to === from) return []
      const target = to.table.columns.findIndex(({ name }) => name === refers.column)
      const y1 = from.y + rowMiddle(index)
      const y2 = to.y + (target === -1 ? sizes.headHeight / 2 : rowMiddle(target))
      return [linkBetween(from, to, y1, y2)]
    }),
  )
}

/** Leaves a table towards the other; between neighbours it runs where no table stands. */
function linkBetween(from: PlacedTable, to: PlacedTable, y1: number, y2: number): Link {
  const isRight = to.x > from.x
  const x1 = isRight ? from.x + from.width : from.x
  // A neighbour in the same column is reached on the side that both have free.
  const isBeside = to.x === from.x
  const x2 = isRight || isBeside ? to.x : to.x + to.width
  const bend = isBeside ? -sizes.gapX / 2 : (isRight ? 1 : -1) * (sizes.gapX / 2)
  const c2 = isBeside ? x2 + bend : x2 - bend
  const curve = `M${x1} ${y1}C${x1 + bend} ${y1} ${c2} ${y2} ${x2} ${y2}`
  return {
    line: `<path d="${curve}" ${painted({ stroke: 'link' })} stroke-width="1.4"/>`,
    end: `<circle cx="${x2}" cy="${y2}" r="3.5" ${painted({ fill: 'link' })}/>`,
  }
}

function rowMiddle(index: number): number {
  return sizes.headHeight + sizes.padding / 2 + index * sizes.rowHeight + sizes.rowHeight / 2
}

function escaped(content: string): string {
  return (
    content
      // Control characters cannot stand in XML.
      .replaceAll(/[^\P{Cc}\t\n]/gu, '')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
  )
}
