import { emailOf, fault, nearest, phoneOf, type Json } from '@cartograph/core'
import { defaultCustomers, type CustomerSettings, type PageForm } from '../../config/index.ts'
import type { LinkWish } from '../../wishes/index.ts'
import { personNamed } from '../persons/person.ts'
import { makeLink, type LinkScene } from './make-link.ts'

/**
 * Makes a link for mails and pages of your own.
 *
 * @throws a `config` fault for a form that does not exist, a `notFound` fault for a person whom nobody has or who has no such
 *   address, a `record` fault for what is no address.
 */
export async function wantedLink(
  scene: LinkScene & { readonly settings?: CustomerSettings | undefined },
  wish: LinkWish,
): Promise<string> {
  const { settings = defaultCustomers } = scene
  switch (wish.page) {
    case 'sign-up':
      return makeLink(scene, { purpose: 'sign-up', form: formNamed(settings, wish.form).id })
    case 'update': {
      const form = formNamed(settings, wish.form).id
      return makeLink(scene, {
        purpose: 'update',
        form,
        email: await addressOf(scene, wish.person, 'email'),
      })
    }
    case 'unsubscribe': {
      const { channel, purpose, node, person } = wish
      const address =
        person === undefined
          ? normalAddress(wish.address, channel)
          : await addressOf(scene, person, channel === 'email' ? 'email' : 'phone')
      return makeLink(scene, {
        purpose: 'unsubscribe',
        channel,
        address,
        topic: purpose,
        ...(node !== undefined && { node }),
      })
    }
    default:
      return wish satisfies never
  }
}

export function formNamed({ pages }: CustomerSettings, id: string): PageForm {
  const form = pages?.forms.get(id)
  if (form !== undefined) return form
  const known = [...(pages?.forms.keys() ?? [])]
  const meant = nearest(id, known)
  throw fault({
    kind: 'config',
    message: `There is no form ${id}${meant === undefined ? '' : `; did you mean ${meant}?`}`,
    hint: `customers.pages.forms has: ${known.join(', ') || 'none'}.`,
  })
}

async function addressOf(
  { store }: LinkScene,
  name: string,
  property: 'email' | 'phone',
): Promise<string> {
  const person = await store.read((dialect, org) => personNamed(dialect, org, name))
  const value: Json | undefined = person?.profile.properties[property]?.value
  if (typeof value === 'string') return value
  throw fault({
    kind: 'notFound',
    message:
      person === undefined
        ? 'There is no such person.'
        : `Nobody knows the ${property === 'email' ? 'e-mail address' : 'phone number'} of this person.`,
  })
}

function normalAddress(written: string | undefined, channel: 'email' | 'sms'): string {
  const found =
    written === undefined ? undefined : channel === 'email' ? emailOf(written) : phoneOf(written)
  if (found !== undefined) return found
  throw fault({
    kind: 'record',
    message: `Expected a \`person\`, or an \`address\` that is ${channel === 'email' ? 'an e-mail address' : 'a number with its country'}.`,
  })
}
