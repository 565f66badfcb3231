import { isShown, usualFields, type FieldSet } from './field-sets.ts'
import type { Known } from './person.ts'
import type { TillSettings } from '../settings.ts'

/** The contact with what the merchant lets tills show; what is hidden is as if nobody knew it. */
export function shownContact(known: Known, till: TillSettings | undefined): Known {
  const set: FieldSet = till?.update ?? usualFields
  const shows = (field: Parameters<typeof isShown>[1]) => isShown(set, field)
  const { own } = known
  return {
    contactId: known.contactId,
    personId: known.personId,
    ...(shows('email') && { email: known.email }),
    ...(shows('phone') && { phone: known.phone }),
    ...(shows('name') && { firstName: known.firstName, lastName: known.lastName }),
    ...(shows('company') && { company: known.company }),
    ...(shows('gender') && { gender: known.gender }),
    ...(shows('birthday') && { birthday: known.birthday }),
    ...(shows('invoiceAddress') && { invoiceAddress: known.invoiceAddress }),
    own: {
      ...(own['memberNumber'] !== undefined && { memberNumber: own['memberNumber'] }),
      ...(own['storeExternalId'] !== undefined && { storeExternalId: own['storeExternalId'] }),
      ...(shows('personalId') && { personalId: own['personalId'] }),
      ...(shows('deliveryAddress') && { deliveryAddress: own['deliveryAddress'] }),
      ...(shows('consents') && { acceptedConsents: own['acceptedConsents'] }),
    },
    acceptsEmail: shows('acceptsEmail') && known.acceptsEmail,
    acceptsSms: shows('acceptsSms') && known.acceptsSms,
    acceptsPost: shows('acceptsPost') && known.acceptsPost,
  }
}
