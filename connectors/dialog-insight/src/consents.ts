import { consentStanding, type ConsentStatement } from '@cartograph/core'
import type { ContactItem, Statement } from './contact-item.ts'
import type { Settings } from './settings.ts'

/**
 * Opt-ins as the vendor takes them: `1`, `0`, and nothing where the person never answered, which is a third state there too.
 *
 * @see https://developers.dialoginsight.com article 1000333948 (opt-in synchronisation, March 2026)
 */
export function optInFields(
  { optIns = {} }: Settings,
  item: ContactItem,
  now: number,
): Readonly<Record<string, '0' | '1'>> {
  const fields: Record<string, '0' | '1'> = {}
  for (const [channel, code] of Object.entries(optIns)) {
    const standing = consentStanding(about(item.consents ?? [], channel), now)
    if (standing !== 'unknown') fields[`optin_${code}`] = standing === 'granted' ? '1' : '0'
  }
  for (const [code, isGiven] of Object.entries(item.optIns ?? {}))
    fields[`optin_${code}`] = isGiven ? '1' : '0'
  return fields
}

/** `email` is marketing by mail, as a statement without a purpose is. */
function about(statements: readonly Statement[], wanted: string) {
  const [channel, purpose = 'marketing'] = wanted.split('.')
  return statements
    .filter((one) => one.channel === channel && (one.purpose ?? 'marketing') === purpose)
    .map(({ state, at, expiresAt }): ConsentStatement => {
      const said = at === null || at === undefined ? undefined : Date.parse(at)
      const until =
        expiresAt === null || expiresAt === undefined ? undefined : Date.parse(expiresAt)
      return statementOf(state, said, until)
    })
}

function statementOf(
  state: ConsentStatement['state'],
  at: number | undefined,
  expiresAt: number | undefined,
): ConsentStatement {
  return {
    state,
    ...(at !== undefined && { at }),
    ...(expiresAt !== undefined && { expiresAt }),
  }
}
