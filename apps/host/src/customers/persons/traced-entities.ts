import { entities } from '@cartograph/core'

const tellingFields = ['customerId', 'email', 'phone']

/** Entities whose rows may say who they are of. A profile is computed from the others. */
export const tracedEntities: readonly string[] = Object.values(entities)
  .filter(
    ({ name, schema }) =>
      name === 'customer' ||
      (name !== 'store' &&
        name !== 'profile' &&
        tellingFields.some((field) => field in schema.shape)),
  )
  .map(({ name }) => name)
