import { fault, type Context, type Fault } from '@cartograph/core'
import { assumedErrorCodes, type RefusalKind } from './assumptions.ts'
import { ask, keyPage, type Answered } from './client.ts'
import type { Settings } from './settings.ts'

export type Refused = Extract<Answered, { readonly kind: 'refused' }>

/** What a code means, where anybody knows. */
export function kindOf({ code }: Refused, { errorCodes = {} }: Settings): RefusalKind | undefined {
  return errorCodes[code] ?? assumedErrorCodes[code]
}

/** The fault of a call that was refused as a whole, for a reason that its next call would meet too. */
export function refusalFault(
  refused: Refused,
  kind: RefusalKind,
  { name, of }: { readonly name: string; readonly of: string },
): Error & Fault {
  const told = said(refused)
  const request = { method: 'POST', route: name, status: refused.status }
  switch (kind) {
    case 'auth':
      return fault({
        kind: 'auth',
        message: `Dialog Insight does not accept the key${told}`,
        hint: keyPage,
        request,
      })
    case 'expired':
      return fault({
        kind: 'auth',
        message: `The key is not active any more, or has expired${told}`,
        hint: 'In Dialog Insight: Users, Web Services. Make it active, or give it a later expiry date.',
        request,
      })
    case 'address':
      return fault({
        kind: 'auth',
        message: `Dialog Insight does not let this machine’s address use the key${told}`,
        hint: 'In Dialog Insight: Users, Web Services, the key’s authorized IP addresses. Add the address by which this machine reaches the internet.',
        request,
      })
    case 'permission':
      return fault({
        kind: 'permission',
        message: `The key may not call ${name}${told}`,
        hint: `In Dialog Insight: Users, Web Services. Give the key the permission ${name}.`,
        permission: name,
        request,
      })
    case 'project':
      return fault({
        kind: 'config',
        scope: 'connection',
        message: `Dialog Insight has no such project${told}`,
        hint: 'Set `project` to the number of a project of the same account as the key.',
        request,
      })
    case 'table':
      return fault({
        kind: 'config',
        scope: 'part',
        message: `Dialog Insight has no table with the number that is given for ${of}${told}`,
        hint: 'In Dialog Insight: Project, Data Management. Copy the number of the table.',
        request,
      })
    case 'column':
      return fault({
        kind: 'config',
        scope: 'part',
        message: `Dialog Insight does not know a column that is written to ${of}${told}`,
        hint: `Add the column to ${of} in Dialog Insight: Project, Data Management; or leave it out by the settings, or by a mapping of your own. \`cartograph check\` names it.`,
        request,
      })
    case 'tooMany':
      break
  }
  return fault({
    kind: 'config',
    scope: 'part',
    message: `Dialog Insight takes fewer records at once${told}`,
    hint: 'Set `batchSize` lower.',
    request,
  })
}

/**
 * The fault of a refusal whose code nobody knows, where a call that only reads and asks for nothing special is refused too: then it is
 * not the records. `undefined` where it is them.
 */
export async function commonFault(
  context: Context<Settings>,
  refused: Refused,
  { name, of, read }: { readonly name: string; readonly of: string; readonly read: ReadAsking },
): Promise<Fault | undefined> {
  const again = await ask(context, read)
  if (again.kind === 'good') return undefined
  const kind = kindOf(again, context.config)
  if (kind !== undefined) return refusalFault(again, kind, { name: read.name, of })
  return unknownFault(again, name)
}

export interface ReadAsking {
  readonly name: string
  readonly body: object
}

/** A refusal with a code that nobody knows, of a call that nothing is wrong with. */
export function unknownFault(refused: Refused, name: string): Error & Fault {
  return fault({
    kind: 'auth',
    message: `Dialog Insight refuses the key, the address or the project${said(refused)}`,
    hint: `${keyPage} What the code means may be told by \`errorCodes\`.`,
    request: { method: 'POST', route: name, status: refused.status },
  })
}

/** The vendor's words, at the end of a sentence. */
export function said({ code, words }: Pick<Refused, 'code' | 'words'>): string {
  const told = [code, words].filter((text) => text !== '').join(': ')
  return told === '' ? '.' : ` (${told.replace(/\.$/, '')}).`
}
