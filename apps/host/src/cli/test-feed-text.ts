import type { Fault, Json, JsonObject } from '@cartograph/core'
import type { ItemState, ShownRequest, TestCall, TestedItem } from '../delivery/index.ts'
import { counted } from './table.ts'

const states = {
  wouldArrive: 'would arrive',
  withheld: 'would not be sent',
  arrived: 'arrived',
  passedOver: 'was passed over by the sink',
  refused: 'was refused',
  unknown: 'may have arrived',
} as const satisfies Record<ItemState, string>

const delivered = {
  same: 'The sink has it as it is.',
  other: 'The sink has it in another state.',
  never: 'The sink does not have it from this delivery yet.',
} as const satisfies Record<TestedItem['delivered'], string>

/** What a test call shows: each item as a tree, and what is wrong in its place. Personal data is hidden before it comes here. */
export function testFeedText(call: TestCall): string {
  const { delivery, to, example, items, faults, notes } = call
  const source =
    example.from === 'row'
      ? `${example.entity} ${example.id}`
      : `an example of ${example.entity} that belongs to nobody, since there is no row that fits`
  return [
    `${delivery} → ${to}: ${source}, ${counted(items.length, 'item')}`,
    ...items.flatMap(itemLines),
    ...faults.flatMap(unmadeLines),
    ...notes.map((note) => `Note: ${note}`),
    ...(call.sent ? [] : ['Nothing was sent.']),
    '',
  ].join('\n')
}

function unmadeLines({ fault, item }: TestCall['faults'][number]): readonly string[] {
  const made = item === undefined ? [] : treeLines(item, '    ')
  return ['  cannot be made', ...faultLines(fault, '    '), ...made]
}

function itemLines(item: TestedItem): readonly string[] {
  const { key, state, reason, fault, there } = item
  return [
    `  ${key} ${states[state]}${reason === undefined ? '' : `: ${reason}`}`,
    ...(fault === undefined ? [] : faultLines(fault, '    ')),
    `    ${delivered[item.delivered]}`,
    ...treeLines(item.item, '    '),
    ...(there === undefined
      ? []
      : there === null
        ? ['    The vendor shows nothing of it.']
        : ['    What the vendor shows of it now:', ...treeLines(there, '      ')]),
    ...item.requests.flatMap(requestLines),
    ...(item.unshown === undefined ? [] : [`    No request: ${item.unshown}`]),
  ]
}

function requestLines({ method, address, headers, body, bytes }: ShownRequest): readonly string[] {
  const content =
    body?.trimEnd().split(/\r?\n/u) ?? (bytes > 0 ? [`(${bytes} bytes that are no text)`] : [])
  return [
    `    ${method} ${address}`,
    ...Object.entries(headers).map(([name, value]) => `      ${name}: ${value}`),
    ...content.map((line) => `      ${line}`),
  ]
}

function faultLines({ message, hint, path }: Fault, indent: string): readonly string[] {
  const at = path === undefined || path.length === 0 ? '' : `${path.join('.')}: `
  return [`${indent}! ${at}${message}`, ...(hint === undefined ? [] : [`${indent}  ${hint}`])]
}

/** A value as a tree: a line for each field, tag and element, deeper where it stands deeper. */
export function treeLines(value: Json, indent = ''): readonly string[] {
  if (typeof value !== 'object' || value === null) return [`${indent}${leafText(value)}`]
  const entries = Array.isArray(value)
    ? value.map((each): readonly [string, Json] => ['-', each as Json])
    : Object.entries(value as JsonObject).map(([name, each]): readonly [string, Json] => [
        `${name}:`,
        each ?? null,
      ])
  return entries.flatMap(([name, each]) => entryLines(name, each, indent))
}

function entryLines(name: string, value: Json, indent: string): readonly string[] {
  if (typeof value !== 'object' || value === null) return [`${indent}${name} ${leafText(value)}`]
  if (Object.keys(value).length === 0) return [`${indent}${name} none`]
  return [`${indent}${name}`, ...treeLines(value, `${indent}  `)]
}

function leafText(value: Json): string {
  return typeof value === 'string' && !/^\s|\s$|^$|\n/u.test(value) ? value : JSON.stringify(value)
}
