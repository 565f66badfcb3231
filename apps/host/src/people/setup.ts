import { randomBytes } from 'node:crypto'
import { audit } from '../access/index.ts'
import { matchingHash, tokenHash } from '../rights/index.ts'
import {
  addMember,
  addSetupCode,
  addUser,
  countWrongCode,
  forgetSetupCodes,
  goodSetupCodes,
  hasUsers,
  type HostUser,
  type Store,
} from '../store/index.ts'

/** Letters and digits that are not taken for one another. */
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'
const codeLength = 20
const groupLength = 5
const codeMs = 86_400_000
/** So many wrong codes end all that are good; another start of the host makes another one. */
const mostTries = 20

/** A code with which the first user can be made, where there is none; it is shown once, and only its hash is kept. */
export async function offerSetup(store: Store, now: number): Promise<string | undefined> {
  const code = newCode()
  return store.write(function* (dialect) {
    if (yield* hasUsers(dialect)) return undefined
    const hash = tokenHash(bare(code))
    yield* addSetupCode(dialect, { hash, expiresAt: now + codeMs, tries: mostTries })
    return code
  })
}

/** Somebody who is to be the first owner; of the password only the hash is known here. */
export interface FirstOwner {
  readonly code: string
  readonly name: string
  readonly email: string
  readonly passwordHash: string
}

/**
 * Makes the first user, as an owner of the organisation. The code is good no more then.
 *
 * `done`: somebody was first. `wrong`: the code is none that is good, whatever the reason.
 */
export function setUp(
  store: Store,
  { code, name, email, passwordHash }: FirstOwner,
  now: number,
): Promise<HostUser | 'done' | 'wrong'> {
  return store.write(function* (dialect, org) {
    yield* dialect.alone(['set-up'])
    if (yield* hasUsers(dialect)) return 'done'
    if (matchingHash(bare(code), yield* goodSetupCodes(dialect, now)) === undefined) {
      yield* countWrongCode(dialect)
      return 'wrong'
    }
    const user = yield* addUser(dialect, { name, email, passwordHash, now })
    yield* addMember(dialect, org, { user: user.id, role: 'owner', now })
    yield* forgetSetupCodes(dialect)
    const actor = { kind: 'user', id: user.id, name } as const
    yield* audit(dialect, org, { at: now, actor, action: 'people.setup', target: user.id })
    return user
  })
}

/** Whether a code is good, without counting it; the password is hashed only then. */
export function isGoodCode(store: Store, code: string, now: number): Promise<boolean> {
  return store.read(function* (dialect) {
    return matchingHash(bare(code), yield* goodSetupCodes(dialect, now)) !== undefined
  })
}

function newCode(): string {
  const text = [...randomBytes(codeLength)].map((byte) => letters[byte % letters.length]).join('')
  return text.match(new RegExp(`.{${groupLength}}`, 'g'))?.join('-') ?? text
}

/** As it is compared: how it was typed does not matter. */
function bare(code: string): string {
  return code.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')
}
