/** Something that a sink did because it was told to. */
export interface Effect {
  /** The idempotency key. */
  readonly id: string
  readonly op: 'write' | 'delete'
  readonly key: string
  readonly body: string
}

/** Things that a sink was told twice although it had taken them the first time: one after the other, under another key each. */
export function doubledEffects(effects: readonly Effect[]): readonly string[] {
  const last = new Map<string, Effect>()
  return effects.flatMap((effect) => {
    const before = last.get(effect.key)
    last.set(effect.key, effect)
    return before?.op === effect.op && before.body === effect.body
      ? [`${effect.op} of ${effect.key} was done twice`]
      : []
  })
}

/** What a sink holds after all of it, by key. */
export function heldAfter(effects: readonly Effect[]): ReadonlyMap<string, string> {
  const held = new Map<string, string>()
  for (const { op, key, body } of effects)
    if (op === 'write') held.set(key, body)
    else held.delete(key)
  return held
}

/** What a sink lacks, has too much, or has in another state, in words. */
export function heldDifferences(
  expected: ReadonlyMap<string, string>,
  held: ReadonlyMap<string, string>,
): readonly string[] {
  const extra = [...held.keys()]
    .filter((key) => !expected.has(key))
    .map((key) => `${key} is in the sink, and not in the store`)
  const wrong = [...expected].flatMap(([key, body]) => {
    const have = held.get(key)
    if (have === undefined) return [`${key} is in the store, and not in the sink`]
    return have === body ? [] : [`${key} is ${have} in the sink, ${body} in the store`]
  })
  return [...extra, ...wrong]
}
