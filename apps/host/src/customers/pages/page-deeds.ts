import { randomUUID } from 'node:crypto'
import { faultOf, type Json } from '@cartograph/core'
import type { PageConsent, PageForm } from '../../config/index.ts'
import { contentHash } from '../../store/index.ts'
import type { ConsentWish } from '../../wishes/index.ts'
import { writeAddressConsents } from '../writing/write-address-consents.ts'
import { createCustomer, editCustomer } from '../writing/write-customer.ts'
import type { WritingScene } from '../writing/writing-scene.ts'
import type { FilledForm } from './filled-form.ts'
import { knownByAddress } from './known-by-address.ts'
import type { LinkOf } from './page-link.ts'

/** Nobody who has a token: who they are, their link says. */
const by = { kind: 'nobody' } as const

/** Writes a sign-up as a customer with what they agreed to. The same `id` writes once. */
export async function signUp(
  scene: WritingScene,
  form: PageForm,
  { values, agreed }: Pick<FilledForm, 'values' | 'agreed'>,
  id: string,
): Promise<void> {
  const consents = agreed.flatMap((place) => form.consents[place] ?? [])
  await untold(() =>
    createCustomer(
      scene,
      {
        properties: known(values),
        tags: [],
        consents: consents.map((consent) => statement(form, consent, 'granted')),
      },
      { key: contentHash(`sign-up ${form.id} ${id}`), node: form.node, by },
    ),
  )
}

/** Does something of which nobody is told that it cannot be, because the person is being erased: who asks may be anybody. */
async function untold(work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (faultOf(error).kind !== 'conflict') throw error
  }
}

/** What a link that was mailed confirms; consents whose words are others by now were not agreed to. */
export async function confirmSignUp(
  scene: WritingScene,
  form: PageForm,
  { values, agreed, id }: LinkOf<'confirm'>,
): Promise<void> {
  const places = agreed.flatMap(({ place, version }) =>
    form.consents[place]?.version === version ? [place] : [],
  )
  await signUp(scene, form, { values, agreed: places }, id)
}

/**
 * Writes what somebody changed of what is known with their address, and what they now agree to or no longer do.
 *
 * Addresses and numbers stay as they are: whoever writes another one here has not shown that it is theirs.
 */
export async function changeDetails(
  scene: WritingScene,
  form: PageForm,
  {
    email,
    filled,
    id,
  }: { readonly email: string; readonly filled: FilledForm; readonly id: string },
): Promise<void> {
  const present = await knownByAddress(scene, email, form.node)
  if (present === undefined) return
  const { person, profile } = present
  const { properties, extended, consents } = profile
  const before = (name: string): Json => (properties[name] ?? extended[name])?.value ?? null
  const changed = Object.entries(filled.values).filter(
    ([name, value]) => !isAddress(name) && JSON.stringify(before(name)) !== JSON.stringify(value),
  )
  const once = (part: string) => ({
    key: contentHash(`update ${part} ${email} ${id}`),
    node: form.node,
    by,
  })
  if (changed.length > 0)
    await editCustomer(scene, person, { properties: Object.fromEntries(changed) }, once('details'))
  const said = form.consents.flatMap((consent, place): readonly ConsentWish[] => {
    const { channel, purpose } = consent
    const now = consents.find((each) => each.channel === channel && each.purpose === purpose)
    const wasGranted = now?.present.state === 'granted'
    const isGranted = filled.agreed.includes(place)
    if (wasGranted === isGranted) return []
    return [statement(form, consent, isGranted ? 'granted' : 'withdrawn')]
  })
  if (said.length > 0) await writeAddressConsents(scene, { email }, said, once('consents'))
}

/** Identifiers, by which others would become the same person. */
export function isAddress(property: string): boolean {
  return property === 'email' || property === 'phone'
}

/** Writes that nothing more of a kind is to be sent to an address, whoever has it. */
export async function unsubscribe(
  scene: WritingScene,
  { channel, address, topic, node }: LinkOf<'unsubscribe'>,
  source: string,
): Promise<void> {
  const whom = channel === 'email' ? { email: address } : { phone: address }
  const statements = [{ channel, purpose: topic, state: 'withdrawn', source } as const]
  await untold(() => writeAddressConsents(scene, whom, statements, { key: randomUUID(), node, by }))
}

function statement(
  { id }: PageForm,
  { channel, purpose, wording, version }: PageConsent,
  state: ConsentWish['state'],
): ConsentWish {
  return { channel, purpose, state, wording, version, source: `page ${id}` }
}

function known(values: Readonly<Record<string, Json>>): Record<string, Json> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null))
}
