import type { Parts } from '@cartograph/core'

const partName = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/

/** What does not fit in the parts of a connector: names, what they name, and limits that nothing fits into. */
export function partProblems(parts: Parts<unknown>): readonly string[] {
  const { streams = {}, sinks = {}, feed, surfaces = {}, actions = {}, lookups = {} } = parts
  const known = (stream: string, who: string) =>
    stream in streams ? [] : [`${who} names the stream ${stream}, which there is not`]
  return [
    ...Object.keys({ ...streams, ...sinks, ...surfaces, ...actions, ...lookups })
      .filter((name) => !partName.test(name))
      .map((name) => `${JSON.stringify(name)} is no name of letters, digits, - and _`),
    ...(feed?.streams ?? []).flatMap((name) => known(name, 'the feed')),
    ...Object.entries(streams).flatMap(([name, { list }]) =>
      typeof list?.plan === 'object' ? known(list.plan.eachOf, `streams.${name}`) : [],
    ),
    ...Object.entries(streams)
      .filter(([, { get }]) => get !== undefined && !(get.maxKeys >= 1))
      .map(([name]) => `streams.${name}.get.maxKeys is below 1`),
    ...Object.entries(sinks).flatMap(([name, sink]) =>
      'batch' in sink ? limitProblems(`sinks.${name}`, { ...sink, ...sink.batch }) : [],
    ),
    ...Object.entries(actions).flatMap(([name, action]) =>
      limitProblems(`actions.${name}`, action),
    ),
    ...Object.entries(sinks).flatMap(([name, sink]) =>
      'mirrors' in sink && sink.mirrors !== undefined ? known(sink.mirrors, `sinks.${name}`) : [],
    ),
  ]
}

/** What is written within limits that nothing fits into is never written. */
function limitProblems(
  who: string,
  limits: {
    readonly maxItems?: number
    readonly maxBytes?: number
    readonly timeoutMs?: number
    readonly landMs?: number
  },
): readonly string[] {
  const { maxItems = 1, maxBytes = 1, timeoutMs = 1, landMs = 0 } = limits
  return [
    ...(maxItems >= 1 ? [] : [`${who}.batch.maxItems is below 1`]),
    ...(maxBytes >= 1 ? [] : [`${who}.batch.maxBytes is below 1`]),
    ...(timeoutMs > 0 ? [] : [`${who}.timeoutMs is not above 0`]),
    ...(landMs >= 0 ? [] : [`${who}.landMs is below 0`]),
  ]
}
