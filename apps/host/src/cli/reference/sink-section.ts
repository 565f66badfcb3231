import type { Action, Lookup, OnUnknown, ServedSink, Sink } from '@cartograph/core'
import { inputSchema } from '../../config/index.ts'
import { fieldsTable } from './field-tables.ts'
import type { KnownPart } from './known-parts.ts'
import { inCode, markdownTable, sections, spanText } from './markdown.ts'

/** The sinks of a connector: one table of all, then the fields of an item of each. */
export function sinksSection(
  sinks: readonly KnownPart<Sink<unknown> | ServedSink<unknown>>[],
): string {
  if (sinks.length === 0) return ''
  return sections([
    '## Sinks',
    markdownTable(
      [
        'sink',
        'mode',
        'a call holds',
        'deletes',
        'replaced as a whole',
        'outcome unknown',
        'time-out',
        'only with',
      ],
      sinks.map(({ name, part, condition }) =>
        'serve' in part
          ? [
              inCode(name),
              `served as ${part.serve.contentType}`,
              '',
              'yes',
              'yes',
              '',
              '',
              condition,
            ]
          : [
              inCode(name),
              part.mode,
              batchText(part),
              part.deletes === true ? 'yes' : 'no',
              part.replacement === undefined ? 'no' : 'yes',
              unknownText(part.onUnknown),
              spanText(part.timeoutMs ?? 30_000),
              condition,
            ],
      ),
    ),
    ...sinks.map(({ name, part }) =>
      sections([
        `### Items of ${inCode(name)}`,
        'serve' in part ? undefined : remarks(part),
        fieldsTable(inputSchema(part.schema)),
      ]),
    ),
  ])
}

export function actionsSection(actions: readonly KnownPart<Action<unknown>>[]): string {
  if (actions.length === 0) return ''
  return sections([
    '## Actions',
    ...actions.map(({ name, part }) =>
      sections([
        `### ${inCode(name)}`,
        `When the outcome is unknown: ${unknownText(part.onUnknown)}.`,
        fieldsTable(inputSchema(part.schema)),
      ]),
    ),
  ])
}

export function lookupsSection(lookups: readonly KnownPart<Lookup<unknown>>[]): string {
  if (lookups.length === 0) return ''
  return sections([
    '## Look-ups',
    markdownTable(
      ['look-up', 'an answer is believed for'],
      lookups.map(({ name, part }) => [inCode(name), spanText(part.freshMs)]),
    ),
  ])
}

function batchText({ batch }: Sink<unknown>): string {
  const size = `${batch.maxItems.toLocaleString('en-GB')} ${batch.maxItems === 1 ? 'item' : 'items'}, ${batch.maxBytes.toLocaleString('en-GB')} bytes`
  return batch.atomic === true ? `${size}; all or none` : size
}

function unknownText(onUnknown: OnUnknown<unknown, never>): string {
  if (typeof onUnknown === 'object') return 'the vendor is asked'
  if (onUnknown === 'repeat') return 'sent again, which changes nothing'
  if (onUnknown === 'repeatWithKey') return 'sent again with the same idempotency key'
  return onUnknown === 'lose' ? 'may be lost' : 'may come twice'
}

function remarks(sink: Sink<unknown>): string {
  const { live, mirrors } = sink
  return [
    live === undefined ? '' : `Items older than ${spanText(live.maxAgeMs)} are skipped.`,
    mirrors === undefined ? '' : `What is written comes back in the stream ${inCode(mirrors)}.`,
    sink.references === undefined ? '' : 'Items of other sinks may have to be there first.',
    sink.serialBy === undefined ? '' : 'Some items are sent one after the other.',
  ]
    .filter(Boolean)
    .join(' ')
}
