import { kindOf, type KindName } from '../kinds/kinds.ts'

/** How ids of a kind begin. Those of sessions alone say whether they are live. */
export function idPrefix(kind: KindName, livemode: boolean): string {
  const { prefix } = kindOf(kind)
  return kind === 'checkout_sessions' ? `${prefix}${livemode ? 'live' : 'test'}_` : prefix
}
